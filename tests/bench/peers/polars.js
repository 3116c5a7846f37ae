// polars.js FOLDER WORKLOAD... - the workloads in polars; one line "id|keys|n|t|value" a group.
// Threads: POLARS_MAX_THREADS in the environment.
//
// Lazy scans, so that polars reads and keeps only what a query needs.  Days that are only compared stay texts, which
// is faster than parsing them and gives the same order.  Several workloads read each file once into memory.
"use strict";
const pl = require("nodejs-polars");

const [folder, ...workloads] = process.argv.slice(2);
const { col, lit } = pl;
const { Utf8, Int64, Int16, Int8, Float64, Date: Day } = pl;

const files = {
  vardkontakter: { person_id: Int64, datum: Utf8, enhet_id: Utf8, vardgivare_id: Utf8, yrkeskategori: Utf8, kontaktform: Utf8,
    kommunkod: Utf8, kon: Utf8, alder: Int16, kronisk: Utf8, diagnoser: Utf8 },
  vardtillfallen: { person_id: Int64, kommunkod: Utf8, kon: Utf8, fodelsear: Int16, enhet_id: Utf8, inskrivningsdatum: Day,
    utskrivningsdatum: Day, inskrivningssatt: Utf8, utskriven_till: Utf8, huvuddiagnos: Utf8, bidiagnoser: Utf8,
    utskrivningsklar_datum: Day },
  enkatsvar: { respondent_id: Utf8, kommunkod: Utf8, kon: Utf8, aldersgrupp: Utf8, fraga_id: Utf8, svar: Int8, vikt: Float64,
    kommentar: Utf8 },
  hemtjanstbesok: { brukare_id: Utf8, personal_id: Utf8, starttid: Utf8, kommunkod: Utf8, insatser: Utf8 },
};
const needed = {
  vardkontakter: ["person_id", "datum", "vardgivare_id", "yrkeskategori", "kontaktform", "kommunkod", "kon", "alder", "kronisk"],
  vardtillfallen: ["person_id", "kommunkod", "kon", "fodelsear", "inskrivningsdatum", "utskrivningsdatum", "inskrivningssatt",
    "utskriven_till", "utskrivningsklar_datum"],
  enkatsvar: ["kommunkod", "kon", "fraga_id", "svar", "vikt"],
  hemtjanstbesok: ["brukare_id", "personal_id", "starttid", "kommunkod"],
};

const scan = (name) => pl.scanCSV(`${folder}/${name}.csv`, { sep: ";", schema: files[name], decimalComma: name === "enkatsvar" });
const days = (expression) => expression.cast(pl.Int32);
const is = (name, text) => col(name).eq(lit(text));
const between = (name, from, to) => col(name).gtEq(lit(from)).and(col(name).ltEq(lit(to)));
const count = () => pl.len().alias("n");

const share = (where, by, met) => (rows) =>
  (where === null ? rows : rows.filter(where)).groupBy(by).agg(count(), met.cast(Int64).sum().alias("t"));
const sum = (where, by, term) => (rows) => rows.filter(where).groupBy(by).agg(count(), term.sum().alias("t"));

const old = col("utskrivningsdatum").isNotNull()
  .and(col("utskrivningsdatum").dt.year().sub(col("fodelsear").cast(pl.Int32)).gtEq(lit(65)));
const hour = () => col("starttid").str.slice(11, 2);
const START = 20089; // 2025-01-01 in days since 1970; polars' days as integers

// Rows stand in order of person, and each person's days are moved to a stretch of their own, so that running figures
// of persons can be had from whole columns.
function readmissions(rows) {
  const first = (name) => col(name).neq(col(name).shift(1)).fillNull(lit(true));
  return rows
    .filter(col("utskrivningsdatum").isNotNull())
    .select(col("person_id"), days(col("inskrivningsdatum")).cast(Int64).alias("a"), days(col("utskrivningsdatum")).cast(Int64).alias("d"),
      is("inskrivningssatt", "oplanerad").alias("unplanned"), is("utskriven_till", "avliden").alias("dead"), col("kommunkod"),
      col("fodelsear"))
    .sort(["person_id", "a", "d"])
    .withColumn(first("person_id").cast(Int64).cumSum().mul(lit(100000)).alias("base"))
    .withColumns(col("base").add(col("a")).alias("a"), col("base").add(col("d")).cumMax().alias("until"))
    .withColumns(col("a").sub(col("until").shift(1)).gt(lit(1)).fillNull(lit(true)).alias("begins"),
      col("a").shift(-1).sub(col("until")).gt(lit(1)).fillNull(lit(true)).alias("ends"))
    .withColumn(pl.when(col("begins").and(col("unplanned"))).then(col("a")).otherwise(lit(null)).backwardFill().shift(-1).alias("back"))
    .withColumns(col("until").sub(col("base")).alias("end"), col("back").sub(col("until")).alias("days"))
    .filter(col("ends").and(col("dead").not()).and(col("end").gtEq(lit(START))).and(col("end").ltEq(lit(START + 334)))
      .and(lit(2025) // the year that all of them end in
        .sub(col("fodelsear").cast(pl.Int32)).gtEq(lit(65))))
    .groupBy("kommunkod")
    .agg(count(), col("days").gtEq(lit(2)).and(col("days").ltEq(lit(30))).cast(Int64).sum().alias("t"));
}

function continuity(rows) {
  return rows
    .filter(is("yrkeskategori", "läkare").and(is("kontaktform", "besök")).and(between("datum", "2025-01-01", "2025-12-31")))
    .groupBy(["person_id", "vardgivare_id"])
    .agg(col("kommunkod").first(), count())
    .withColumn(col("n").cast(pl.Float64).alias("n"))
    .groupBy("person_id")
    .agg(col("kommunkod").first(), col("n").sum().alias("visits"), col("n").max().alias("most"),
      col("n").mul(col("n")).sum().alias("squares"))
    .filter(col("visits").gtEq(lit(3)))
    .groupBy("kommunkod")
    .agg(count(), col("most").div(col("visits")).mean().alias("upc"),
      col("squares").sub(col("visits")).div(col("visits").mul(col("visits").sub(lit(1)))).mean().alias("coc"));
}

function staff(rows) {
  return rows
    .filter(between("starttid", "2025-10-06T00:00", "2025-10-19T99").and(hour().gtEq(lit("07"))).and(hour().ltEq(lit("21"))))
    .groupBy(["brukare_id", "personal_id"])
    .agg(col("kommunkod").first(), count())
    .groupBy("brukare_id")
    .agg(col("kommunkod").first(), col("n").sum().alias("visits"), pl.len().alias("staff"))
    .filter(col("visits").gtEq(lit(14)))
    .groupBy("kommunkod")
    .agg(count(), col("staff").cast(Int64).sum().alias("t"));
}

const queries = {
  w1: ["vardkontakter", ["kommunkod", "kon"],
    share(is("yrkeskategori", "läkare").and(col("alder").gtEq(lit(18))).and(between("datum", "2025-01-01", "2025-12-31")),
      ["kommunkod", "kon"], is("kontaktform", "digital"))],
  w2: ["vardtillfallen", ["kommunkod"], readmissions],
  w3: ["vardkontakter", ["kommunkod"], continuity],
  w4: ["hemtjanstbesok", ["kommunkod"], staff],
  x01: ["vardkontakter", ["kommunkod", "kon"], share(null, ["kommunkod", "kon"], is("kontaktform", "digital"))],
  x02: ["vardkontakter", ["kommunkod"], share(null, ["kommunkod"], is("kronisk", "1"))],
  x03: ["vardkontakter", ["kommunkod", "kon"],
    share(col("alder").gtEq(lit(80)), ["kommunkod", "kon"], is("yrkeskategori", "sjuksköterska"))],
  x04: ["vardtillfallen", ["kommunkod", "kon"], share(null, ["kommunkod", "kon"], is("inskrivningssatt", "oplanerad"))],
  x05: ["vardtillfallen", ["kommunkod", "kon"],
    sum(old, ["kommunkod", "kon"], days(col("utskrivningsdatum")).sub(days(col("inskrivningsdatum"))))],
  x06: ["vardtillfallen", ["kommunkod"],
    sum(old.and(col("utskrivningsklar_datum").isNotNull()), ["kommunkod"],
      days(col("utskrivningsdatum")).sub(days(col("utskrivningsklar_datum"))))],
  x07: ["vardtillfallen", ["kommunkod"],
    share(old.and(col("utskriven_till").neq(lit("avliden"))), ["kommunkod"], is("utskriven_till", "särskilt boende"))],
  x08: ["enkatsvar", ["kommunkod", "kon"], (rows) => rows
    .filter(is("fraga_id", "F01").and(col("svar").isNotNull()))
    .groupBy(["kommunkod", "kon"])
    .agg(count(), col("vikt").mul(col("svar").gtEq(lit(4)).cast(pl.Float64)).sum().alias("t"), col("vikt").sum().alias("w"))],
  x09: ["enkatsvar", ["kommunkod", "fraga_id"], share(col("svar").isNotNull(), ["kommunkod", "fraga_id"], col("svar").gtEq(lit(4)))],
  x10: ["hemtjanstbesok", ["kommunkod"], share(null, ["kommunkod"], hour().gtEq(lit("22")).or(hour().lt(lit("07"))))],
};

function line(id, row, by) {
  const keys = by.map((name) => row[name]).join(",");
  if (id === "w3")
    return `w3_upc|${keys}|${row.n}||${row.upc}\nw3_coc|${keys}|${row.n}||${row.coc}\n`;
  return `${id}|${keys}|${row.n}|${id === "x08" ? "" : row.t}|${Number(row.t) / Number(row.w ?? row.n)}\n`;
}

let out = "";
const tables = {};
for (const id of workloads) {
  const [file, by, query] = queries[id];
  if (workloads.length > 1)
    tables[file] ??= scan(file).select(...needed[file].map((name) => col(name))).collectSync().lazy();
  for (const row of query(tables[file] ?? scan(file)).collectSync().toRecords())
    out += line(id, row, by);
}
process.stdout.write(out);
