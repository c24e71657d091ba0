// A frame in a hidden tab has no size, and a region cannot be fitted into nothing: wait until somebody sees the map.
{
    const fitBounds = L.Map.prototype.fitBounds;
    L.Map.include({
        fitBounds(bounds, options) {
            const { x, y } = this.getSize();
            if (x && y) return fitBounds.call(this, bounds, options);
            return this.once("resize", () => this.fitBounds(bounds, options));
        },
    });
}
