// The moving parts of a map: labels that never collide, layers that switch, a card for each dot, a walk through days.
// Leaflet is the global `L`. What is shown comes as data and goes in as text.

const SIDES = ["right", "left", "top", "bottom"];
const DOTS = "mt-dots";
const GAP = 7; // pixels between a dot and its label
const PLAY_MS = 900;
const LOWEST = 240; // pixels: the height of a map on a phone
const WIDE = 700; // pixels: a narrower map shows its card across its whole width

/** Put the moving parts on a map: `layers` of dots and lines, and, where given, a `walk` and an `inset`. */
export function draw(map, { layers, looks, track, walk, inset, view, height }) {
    const card = makeCard(map);
    map.createPane(DOTS).style.zIndex = 450; // above every line, whichever layer is switched on last
    const drawn = layers.map(layer => fillLayer(map, layer, looks, track, card));
    const labels = drawn.flatMap(layer => layer.labels).sort((one, other) => one.rank - other.rank);
    const arrange = () => arrangeLabels(map, labels);
    const panel = element("section", "mt-panel");
    const switches = makeSwitches(map, drawn, looks, arrange);
    if (switches) panel.append(switches.node);
    if (walk) panel.append(makeWalk(map, walk, drawn, switches));
    if (panel.childElementCount) {
        map.getContainer().after(panel);
        giveRoom(map, panel, height, view);
    }
    if (inset) makeInset(map, inset);
    map.on("zoomend moveend resize layeradd layerremove", arrange);
    map.getContainer().addEventListener("keydown", event => { if (event.key === "Escape") card.close(); });
    new ResizeObserver(arrange).observe(map.getContainer()); // begins with its size now, or when the tab is first shown
    map.getContainer().dataset.mtReady = "true";
}

// Layers

function fillLayer(map, { group, title, look, items }, looks, track, card) {
    const labels = [];
    const shapes = items.map(item => {
        const style = looks[item.look];
        const line = item.part ? track.slice(...item.part) : item.line;
        const shape = line ? L.polyline(line, style) : L.circleMarker(item.at, { ...style, pane: DOTS });
        shape.on("add", () => makeReachable(shape, item, shapes, card));
        shape.on("mouseover click", () => card.open(item, shape));
        shape.on("mouseout", () => card.close());
        if (item.at && item.label) labels.push(bindLabel(shape, item, style));
        return shape;
    });
    for (const shape of shapes) shape.addTo(group);
    return { group, title, look, labels };
}

/** A shape can be reached by Tab; from there the arrow keys lead to its neighbours in the layer. */
function makeReachable(shape, item, shapes, card) {
    const path = shape.getElement();
    const said = [`${item.label}.`, ...(item.more ?? [])].join(" ");
    if (!item.more?.length) return path.classList.remove("leaflet-interactive");
    path.setAttribute("role", "img");
    path.setAttribute("aria-label", said);
    path.setAttribute("tabindex", shapes.indexOf(shape) === 0 ? "0" : "-1");
    path.addEventListener("focus", () => card.open(item, shape));
    path.addEventListener("blur", () => card.close());
    path.addEventListener("keydown", event => {
        const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
        if (!step) return;
        event.preventDefault();
        event.stopPropagation(); // Leaflet would move the map
        const next = shapes[(shapes.indexOf(shape) + step + shapes.length) % shapes.length].getElement();
        path.setAttribute("tabindex", "-1");
        next.setAttribute("tabindex", "0");
        next.focus();
    });
}

function makeSwitches(map, layers, looks, arrange) {
    const titled = layers.filter(layer => layer.title);
    if (!titled.length) return null;
    const node = element("fieldset", "mt-switches");
    node.append(element("legend", "", "Show on the map"));
    const boxes = new Map();
    for (const { group, title, look } of titled) {
        const label = element("label", "mt-switch");
        const box = Object.assign(element("input", ""), { type: "checkbox", checked: map.hasLayer(group) });
        box.addEventListener("change", () => {
            if (box.checked) group.addTo(map);
            else group.remove();
            arrange();
        });
        label.append(box, swatch(looks[look]), element("span", "", title));
        boxes.set(group, box);
        node.append(label);
    }
    const show = group => {
        const box = boxes.get(group);
        if (box && !box.checked) box.click();
    };
    return { node, show };
}

/** A small picture of how a layer is drawn, so that the switches are the legend too. */
function swatch(style) {
    const space = "http://www.w3.org/2000/svg";
    const picture = document.createElementNS(space, "svg");
    const dot = style.radius !== undefined;
    const mark = document.createElementNS(space, dot ? "circle" : "line");
    const place = dot ? { cx: 13, cy: 7, r: Math.min(style.radius, 5) } : { x1: 1, y1: 7, x2: 25, y2: 7 };
    const ink = { stroke: style.color, "stroke-width": Math.min(style.weight, 5), fill: style.fillColor ?? "none",
                  "stroke-dasharray": style.dashArray ?? "none" };
    for (const [name, value] of Object.entries({ ...place, ...ink })) mark.setAttribute(name, value);
    for (const [name, value] of Object.entries({ width: 26, height: 14, "aria-hidden": "true" })) {
        picture.setAttribute(name, value);
    }
    picture.append(mark);
    return picture;
}

// Labels

function bindLabel(shape, item, style) {
    const text = element("span", "", item.label);
    shape.bindTooltip(text, { permanent: true, direction: "right", className: `mt-label mt-${item.look}` });
    const sides = style.radius ? SIDES : ["center", "bottom", "top"]; // words without a dot stand on their point
    return { shape, sides, rank: item.rank ?? 9, reach: style.radius ? style.radius + style.weight / 2 : 0 };
}

/** In order of rank, each label takes the first free side of its dot; one that finds none is hidden. */
function arrangeLabels(map, labels) {
    const frame = map.getContainer().getBoundingClientRect();
    if (!frame.width || !frame.height) return; // in a hidden tab there is no room for any, and nobody who looks
    const shown = labels.filter(label => map.hasLayer(label.shape));
    const taken = [...map.getContainer().querySelectorAll(".leaflet-control, .mt-inset")].map(control => {
        const box = control.getBoundingClientRect();
        return { left: box.left - frame.left, top: box.top - frame.top,
                 right: box.right - frame.left, bottom: box.bottom - frame.top };
    });
    const dots = new Map(shown.map(label => [label, around(map.latLngToContainerPoint(label.shape.getLatLng()), label)]));
    for (const label of shown) {
        const tooltip = label.shape.getTooltip();
        const node = tooltip.getElement();
        if (!node) continue;
        const size = { x: node.offsetWidth, y: node.offsetHeight };
        const dot = dots.get(label);
        const room = spared => label.sides.find(side => {
            const box = beside(dot, size, side);
            return box.left >= 0 && box.top >= 0 && box.right <= frame.width && box.bottom <= frame.height
                && !taken.some(other => overlap(box, other))
                && ![...dots].some(([other, place]) => other !== label && spared(other) && overlap(box, place));
        });
        // Better a label that covers no dot; if there is no room for it, one that covers dots of lower rank.
        const free = room(() => true) ?? room(other => other.rank <= label.rank);
        node.classList.toggle("mt-hidden", !free);
        if (!free) continue;
        taken.push(beside(dot, size, free));
        tooltip.options.direction = free;
        const away = label.reach + GAP - 6; // Leaflet itself keeps 6 pixels for the arrow of a tooltip
        tooltip.options.offset = { right: [away, 0], left: [-away, 0], top: [0, -away], bottom: [0, away],
            center: [0, 0] }[free];
        tooltip.update();
    }
}

function around({ x, y }, { reach }) {
    return { left: x - reach, right: x + reach, top: y - reach, bottom: y + reach };
}

/** The box of a label on a side of its dot; the box of a label on the dot itself for the side "center". */
function beside(dot, size, side) {
    const x = (dot.left + dot.right) / 2, y = (dot.top + dot.bottom) / 2;
    const left = { right: dot.right + GAP, left: dot.left - GAP - size.x }[side] ?? x - size.x / 2;
    const top = { top: dot.top - GAP - size.y, bottom: dot.bottom + GAP }[side] ?? y - size.y / 2;
    return { left, top, right: left + size.x, bottom: top + size.y };
}

function overlap(one, other) {
    return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

// The card: what is known of the dot or line that has the focus or the mouse

function makeCard(map) {
    const node = element("div", "mt-card mt-hidden");
    node.setAttribute("role", "status");
    map.getContainer().append(node);
    const close = () => node.classList.add("mt-hidden");
    const open = (item, shape) => {
        if (!item.more?.length) return;
        node.replaceChildren(element("strong", "", item.label), ...item.more.map(line => element("p", "", line)));
        const middle = shape.getLatLng?.() ?? shape.getCenter();
        const { x, y } = map.latLngToContainerPoint(middle);
        const size = map.getSize();
        node.classList.toggle("mt-east", x < size.x / 2 && size.x > WIDE);
        node.classList.toggle("mt-north", size.x <= WIDE && y > size.y / 2);
        node.classList.remove("mt-hidden");
    };
    return { open, close };
}

// The walk: a slider through days or documents, with a marker on the map

function makeWalk(map, { title, unit, tracks }, layers, switches) {
    const node = element("div", "mt-walk");
    const marker = L.circleMarker([0, 0], { radius: 10, color: "#000000", weight: 4, fill: false,
                                              interactive: false, pane: DOTS });
    const chooser = element("select", "mt-control");
    chooser.setAttribute("aria-label", title);
    tracks.forEach((track, number) => chooser.append(new Option(track.title, number)));
    const slider = Object.assign(element("input", "mt-slider"), { type: "range", min: 0, step: 1 });
    slider.setAttribute("aria-label", unit);
    const button = element("button", "mt-control mt-play");
    const heading = element("p", "mt-heading");
    const lines = element("div", "mt-lines");
    const facts = element("dl", "mt-facts");
    heading.setAttribute("aria-live", "polite");
    let track = tracks[0], timer = null;

    const write = step => {
        heading.textContent = step.heading;
        lines.replaceChildren(...step.lines.map(line => element("p", "", line)));
    };
    const paint = () => {
        const step = track.steps[slider.valueAsNumber];
        write(step);
        slider.setAttribute("aria-valuetext", [step.heading, ...step.lines].join(" "));
        marker.setLatLng(step.at).addTo(map).bringToFront();
        if (!map.getBounds().contains(step.at)) map.panTo(step.at);
    };
    const stop = () => {
        clearInterval(timer);
        timer = null;
        button.textContent = "▶ Play";
    };
    const play = () => {
        if (slider.valueAsNumber === track.steps.length - 1) slider.value = 0;
        button.textContent = "❚❚ Pause";
        paint();
        timer = setInterval(() => {
            slider.stepUp();
            paint();
            if (slider.valueAsNumber === track.steps.length - 1) stop();
        }, PLAY_MS);
    };
    const choose = number => {
        stop();
        track = tracks[number];
        slider.max = track.steps.length - 1;
        slider.value = 0;
        facts.hidden = !track.facts.length;
        facts.replaceChildren(...track.facts.flatMap(([name, words]) => [element("dt", "", name), element("dd", "", words)]));
        paint();
    };
    node.reserve = () => { // the highest text decides, so that nothing jumps while the marker moves
        lines.style.minHeight = "";
        let highest = 0;
        for (const step of tracks.flatMap(one => one.steps)) {
            write(step);
            highest = Math.max(highest, lines.offsetHeight);
        }
        lines.style.minHeight = `${highest}px`;
        paint();
    };
    chooser.addEventListener("change", () => {
        choose(Number(chooser.value));
        const layer = layers.find(one => one.title === track.title);
        if (layer) switches?.show(layer.group);
    });
    slider.addEventListener("input", () => { stop(); paint(); });
    button.addEventListener("click", () => (timer ? stop() : play()));
    const row = element("div", "mt-row");
    if (tracks.length > 1) row.append(chooser);
    row.append(button, slider);
    node.append(row, heading, lines, facts);
    choose(0);
    return node;
}

/** Make the frame as high as the map and the panel need, where the page around it allows that. */
function giveRoom(map, panel, height, view) {
    const fit = () => {
        panel.querySelector(".mt-walk")?.reserve();
        const high = Math.min(height, Math.max(LOWEST, document.body.clientWidth * 0.62));
        try {
            window.frameElement.height = `${Math.ceil(high + panel.offsetHeight)}px`;
        } catch {
            // a frame of a stranger's page: then the map gives up some of its own height
        }
        map.invalidateSize({ pan: false });
        if (view) map.fitBounds(view.bounds, { padding: view.padding, animate: false });
    };
    let width = 0;
    new ResizeObserver(() => {
        const now = document.body.clientWidth;
        if (!now || now === width) return; // in a hidden tab there is no width
        width = now;
        fit();
    }).observe(document.body);
}

// The inset: where a small region lies

function makeInset(map, { land, style, bounds, box, items, look, said }) {
    const node = element("div", "mt-inset");
    node.setAttribute("role", "img");
    node.setAttribute("aria-label", said);
    map.getContainer().append(node);
    L.DomEvent.disableClickPropagation(node);
    const inset = L.map(node, {
        zoomControl: false, attributionControl: false, dragging: false, keyboard: false, scrollWheelZoom: false,
        doubleClickZoom: false, boxZoom: false, touchZoom: false, zoomSnap: 0,
        center: bounds[0], zoom: 0, // until it is seen: nothing can be drawn on a map that has no view
    });
    inset.fitBounds(bounds, { animate: false });
    L.geoJSON(land, { interactive: false, style }).addTo(inset);
    L.rectangle(box, { ...look, interactive: false }).addTo(inset);
    for (const { at, label } of items) {
        L.tooltip(at, { permanent: true, direction: "center", className: "mt-label mt-inset-label",
                        content: element("span", "", label) }).addTo(inset);
    }
    map.on("resize", () => inset.invalidateSize().fitBounds(bounds, { animate: false }));
}

function element(name, className, text) {
    const node = document.createElement(name);
    if (className) node.className = className;
    if (text !== undefined) node.textContent = text;
    return node;
}
