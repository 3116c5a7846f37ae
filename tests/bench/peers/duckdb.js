// duckdb.js FOLDER THREADS WORKLOAD... - the workloads in DuckDB; one line "id|keys|n|t|value" a group.
//
// One workload reads its file straight from CSV; several read each file once into a table first, which is what a
// user would do, and faster.  The queries are the fastest of several tried; an id of digits is read as a number.
"use strict";
const { DuckDBInstance } = require("@duckdb/node-api");

const [folder, threads, ...workloads] = process.argv.slice(2);

const files = {
  vardkontakter: { person_id: "BIGINT", datum: "DATE", enhet_id: "VARCHAR", vardgivare_id: "VARCHAR", yrkeskategori: "VARCHAR",
    kontaktform: "VARCHAR", kommunkod: "VARCHAR", kon: "VARCHAR", alder: "SMALLINT", kronisk: "VARCHAR", diagnoser: "VARCHAR" },
  vardtillfallen: { person_id: "BIGINT", kommunkod: "VARCHAR", kon: "VARCHAR", fodelsear: "SMALLINT", enhet_id: "VARCHAR",
    inskrivningsdatum: "DATE", utskrivningsdatum: "DATE", inskrivningssatt: "VARCHAR", utskriven_till: "VARCHAR",
    huvuddiagnos: "VARCHAR", bidiagnoser: "VARCHAR", utskrivningsklar_datum: "DATE" },
  enkatsvar: { respondent_id: "VARCHAR", kommunkod: "VARCHAR", kon: "VARCHAR", aldersgrupp: "VARCHAR", fraga_id: "VARCHAR",
    svar: "TINYINT", vikt: "DOUBLE", kommentar: "VARCHAR" },
  hemtjanstbesok: { brukare_id: "VARCHAR", personal_id: "VARCHAR", starttid: "TIMESTAMP", kommunkod: "VARCHAR", insatser: "VARCHAR" },
};
// Columns that some workload needs: only these go into tables.
const needed = {
  vardkontakter: "person_id, datum, vardgivare_id, yrkeskategori, kontaktform, kommunkod, kon, alder, kronisk",
  vardtillfallen: "person_id, kommunkod, kon, fodelsear, inskrivningsdatum, utskrivningsdatum, inskrivningssatt, utskriven_till, utskrivningsklar_datum",
  enkatsvar: "kommunkod, kon, fraga_id, svar, vikt",
  hemtjanstbesok: "brukare_id, personal_id, starttid, kommunkod",
};

function csv(name) {
  const columns = Object.entries(files[name]).map(([column, type]) => `'${column}': '${type}'`).join(", ");
  return `read_csv('${folder}/${name}.csv', delim = ';', quote = '"', escape = '"', header = true, auto_detect = false,
                   decimal_separator = ',', nullstr = '', columns = {${columns}})`;
}

// Counts of rows: the share of those that also meet a condition.
function share(file, where, by, met) {
  const list = by.map((column) => `coalesce(${column}, '')`).join(" || ',' || ");
  return [file, (from) => `
    SELECT ${list} AS keys, n, t, t / n AS value
    FROM (SELECT ${by.join(", ")}, count(*) AS n, count(*) FILTER (WHERE ${met}) AS t FROM ${from} WHERE ${where} GROUP BY ALL)`];
}

function sum(file, where, by, term) {
  const list = by.join(" || ',' || ");
  return [file, (from) => `
    SELECT ${list} AS keys, n, t, t / n AS value
    FROM (SELECT ${by.join(", ")}, count(*) AS n, sum(${term})::BIGINT AS t FROM ${from} WHERE ${where} GROUP BY ALL)`];
}

const old = "utskrivningsdatum IS NOT NULL AND year(utskrivningsdatum) - fodelsear >= 65";

const queries = {
  w1: share("vardkontakter", "yrkeskategori = 'läkare' AND alder >= 18 AND datum BETWEEN DATE '2025-01-01' AND DATE '2025-12-31'",
    ["kommunkod", "kon"], "kontaktform = 'digital'"),
  w2: ["vardtillfallen", (from) => `
    WITH stays AS (
      SELECT person_id, inskrivningsdatum AS a, utskrivningsdatum AS d, inskrivningssatt = 'oplanerad' AS unplanned,
             utskriven_till = 'avliden' AS dead, kommunkod, fodelsear
      FROM ${from} WHERE utskrivningsdatum IS NOT NULL),
    courses AS (
      SELECT *, max(d) OVER (PARTITION BY person_id ORDER BY a, d ROWS UNBOUNDED PRECEDING) AS until,
             max(d) OVER (PARTITION BY person_id ORDER BY a, d ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS so_far,
             lead(a) OVER (PARTITION BY person_id ORDER BY a, d) AS next_a
      FROM stays),
    marked AS (
      SELECT *, so_far IS NULL OR a - so_far > 1 AS begins, next_a IS NULL OR next_a - until > 1 AS ends FROM courses),
    followed AS (
      SELECT *, min(CASE WHEN begins AND unplanned THEN a END)
                  OVER (PARTITION BY person_id ORDER BY a, d ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS back
      FROM marked)
    SELECT kommunkod AS keys, count(*) AS n, count(*) FILTER (WHERE back - until BETWEEN 2 AND 30) AS t, t / n AS value
    FROM followed
    WHERE ends AND until BETWEEN DATE '2025-01-01' AND DATE '2025-12-01' AND NOT dead AND year(until) - fodelsear >= 65
    GROUP BY kommunkod`],
  w3: ["vardkontakter", (from) => `
    WITH pairs AS (
      SELECT person_id, vardgivare_id, any_value(kommunkod) AS kommunkod, count(*) AS n
      FROM ${from}
      WHERE yrkeskategori = 'läkare' AND kontaktform = 'besök' AND datum BETWEEN DATE '2025-01-01' AND DATE '2025-12-31'
      GROUP BY person_id, vardgivare_id),
    persons AS (
      SELECT any_value(kommunkod) AS kommunkod, sum(n) AS visits, max(n) AS most, sum(n * n) AS squares
      FROM pairs GROUP BY person_id HAVING sum(n) >= 3)
    SELECT kommunkod AS keys, count(*) AS n, avg(most / visits) AS upc, avg((squares - visits) / (visits * (visits - 1))) AS coc
    FROM persons GROUP BY kommunkod`],
  w4: ["hemtjanstbesok", (from) => `
    WITH pairs AS (
      SELECT brukare_id, personal_id, any_value(kommunkod) AS kommunkod, count(*) AS n
      FROM ${from}
      WHERE starttid >= TIMESTAMP '2025-10-06 00:00' AND starttid < TIMESTAMP '2025-10-20 00:00' AND hour(starttid) BETWEEN 7 AND 21
      GROUP BY brukare_id, personal_id),
    users AS (
      SELECT any_value(kommunkod) AS kommunkod, count(*) AS staff FROM pairs GROUP BY brukare_id HAVING sum(n) >= 14)
    SELECT kommunkod AS keys, count(*) AS n, sum(staff)::BIGINT AS t, t / n AS value FROM users GROUP BY kommunkod`],
  w5: ["vardtillfallen", (from) => `
    WITH visits AS (SELECT person_id, datum FROM ${csv("vardkontakter")} WHERE kontaktform = 'besök')
    SELECT kommunkod AS keys, count(*) AS n, count(*) FILTER (WHERE seen) AS t, t / n AS value
    FROM (SELECT kommunkod, EXISTS (SELECT 1 FROM visits AS v WHERE v.person_id = s.person_id
                                      AND v.datum BETWEEN s.utskrivningsdatum + 1 AND s.utskrivningsdatum + 30) AS seen
          FROM ${from} AS s
          WHERE utskrivningsdatum BETWEEN DATE '2025-01-01' AND DATE '2025-12-01' AND utskriven_till <> 'avliden')
    GROUP BY kommunkod`],
  x01: share("vardkontakter", "true", ["kommunkod", "kon"], "kontaktform = 'digital'"),
  x02: share("vardkontakter", "true", ["kommunkod"], "kronisk = '1'"),
  x03: share("vardkontakter", "alder >= 80", ["kommunkod", "kon"], "yrkeskategori = 'sjuksköterska'"),
  x04: share("vardtillfallen", "true", ["kommunkod", "kon"], "inskrivningssatt = 'oplanerad'"),
  x05: sum("vardtillfallen", old, ["kommunkod", "kon"], "utskrivningsdatum - inskrivningsdatum"),
  x06: sum("vardtillfallen", `${old} AND utskrivningsklar_datum IS NOT NULL`, ["kommunkod"], "utskrivningsdatum - utskrivningsklar_datum"),
  x07: share("vardtillfallen", `${old} AND utskriven_till <> 'avliden'`, ["kommunkod"], "utskriven_till = 'särskilt boende'"),
  x08: ["enkatsvar", (from) => `
    SELECT kommunkod || ',' || kon AS keys, count(*) AS n, coalesce(sum(vikt) FILTER (WHERE svar >= 4), 0) AS t, t / sum(vikt) AS value
    FROM ${from} WHERE fraga_id = 'F01' AND svar IS NOT NULL GROUP BY kommunkod, kon`],
  x09: share("enkatsvar", "svar IS NOT NULL", ["kommunkod", "fraga_id"], "svar >= 4"),
  x10: share("hemtjanstbesok", "true", ["kommunkod"], "hour(starttid) >= 22 OR hour(starttid) < 7"),
};

function line(id, row) {
  if (id !== "w3")
    return `${id}|${row.keys}|${row.n}|${id === "x08" ? "" : row.t}|${row.value}\n`;
  return `w3_upc|${row.keys}|${row.n}||${row.upc}\nw3_coc|${row.keys}|${row.n}||${row.coc}\n`;
}

async function main() {
  const instance = await DuckDBInstance.create(":memory:", { threads, preserve_insertion_order: "false" });
  const connection = await instance.connect();
  const tables = workloads.length > 1;
  for (const file of tables ? new Set(workloads.map((id) => queries[id][0])) : [])
    await connection.run(`CREATE TABLE ${file} AS SELECT ${needed[file]} FROM ${csv(file)}`);
  let out = "";
  for (const id of workloads) {
    const [file, query] = queries[id];
    const reader = await connection.runAndReadAll(query(tables ? file : csv(file)));
    for (const row of reader.getRowObjectsJS())
      out += line(id, row);
  }
  process.stdout.write(out);
}

main().catch((error) => { console.error(error.message); process.exit(1); });
