-- Rates on the tables of rates.py: cells of (measure, period, kommun, sex), '*' for all and NULL for unknown.
-- Written from docs/reference/definitions.md; nothing here knows how the program counts.

-- ---- events: of one measure, in one period, in one stratum ----

CREATE TABLE seen AS
  SELECT handelse_id, person_id, kommun, CASE WHEN kon IN ('K', 'M') THEN kon END kon, dag, typ, alder, antal FROM handelser;

CREATE TABLE events AS
  SELECT 'handelser_per_1000' measure, label, kommun, kon, 1 n, 1 x FROM seen JOIN periods ON dag BETWEEN first AND last
    WHERE typ = 'A' AND coalesce(antal, 1) <> 0 AND alder BETWEEN 20 AND 64
  UNION ALL
  SELECT 'antal_per_inv_aret_fore', label, kommun, kon, 1, antal FROM seen JOIN periods ON dag BETWEEN first AND last WHERE antal IS NOT NULL
  UNION ALL
  SELECT 'handelser_per_boende', label, kommun, kon, 1, 1 FROM seen JOIN periods ON dag BETWEEN first AND last
  UNION ALL
  SELECT 'handelser_per_personar', label, kommun, kon, 1, 1 FROM seen JOIN periods ON dag BETWEEN first AND last WHERE alder >= 65
  UNION ALL
  -- each person once in a period, in pooled years once in each of them, as the first event says, ages too
  SELECT 'personer_per_10000', label, kommun, kon, 1, 1 FROM (
    SELECT label, kommun, kon, alder, row_number() OVER (PARTITION BY label, person_id, CASE WHEN grain = 'pooled_years' THEN substr(dag, 1, 4) END
                                                         ORDER BY dag, handelse_id) nr
    FROM seen JOIN periods ON dag BETWEEN first AND last WHERE typ = 'A' AND person_id IS NOT NULL) WHERE nr = 1 AND alder >= 65
  UNION ALL
  -- each person once in a period, as the last event says
  SELECT 'personer_per_100000', label, kommun, kon, 1, 1 FROM (
    SELECT label, kommun, kon, alder, row_number() OVER (PARTITION BY label, person_id ORDER BY dag DESC, handelse_id DESC) nr
    FROM seen JOIN periods ON dag BETWEEN first AND last WHERE person_id IS NOT NULL) WHERE nr = 1 AND alder <= 19;

-- ---- a population by year: what the table has for a stratum at the end of a year ----

CREATE TABLE bands AS
  SELECT 'handelser_per_1000' measure, 20 low, 64 high, 0 back, 'end' date, 1 takes_earlier
  UNION ALL SELECT 'antal_per_inv_aret_fore', 0, NULL, 1, 'end', 0
  UNION ALL SELECT 'personer_per_10000', 65, NULL, 0, 'mean', 1
  UNION ALL SELECT 'personer_per_100000', 0, 19, 0, 'mean', 0;

-- rows that have some of the ages; a measure without classes takes all
CREATE TABLE touching AS
  SELECT measure, low, high, ar, kommun, kon, fran, till, antal, CASE WHEN measure = 'personer_per_100000' THEN medel END medel,
         measure <> 'antal_per_inv_aret_fore' classed,
         measure <> 'antal_per_inv_aret_fore' AND (fran < low OR (high IS NOT NULL AND (till IS NULL OR till > high))) straddles
  FROM folk JOIN bands ON measure = 'antal_per_inv_aret_fore' OR ((till IS NULL OR till >= low) AND (high IS NULL OR fran <= high));

-- every age of the measure must lie in one class, and the last class be open if the ages are
CREATE TABLE ages AS WITH RECURSIVE age(a) AS (SELECT 0 UNION ALL SELECT a + 1 FROM age WHERE a < 130) SELECT a FROM age;
CREATE INDEX touching_of ON touching (measure, ar, kommun, kon);
CREATE TABLE covered AS
  SELECT measure, ar, kommun, kon, min(times) = 1 AND max(times) = 1 fits FROM (
    SELECT t.measure, t.ar, t.kommun, t.kon, a, sum(r.fran IS NOT NULL) times
    FROM (SELECT DISTINCT measure, low, high, ar, kommun, kon FROM touching WHERE classed) t
    JOIN ages ON a BETWEEN t.low AND coalesce(t.high, 130)
    LEFT JOIN touching r ON r.measure = t.measure AND r.ar = t.ar AND r.kommun IS t.kommun AND r.kon = t.kon AND a >= r.fran AND (r.till IS NULL OR a <= r.till)
    GROUP BY t.measure, t.ar, t.kommun, t.kon, a) GROUP BY measure, ar, kommun, kon;

CREATE TABLE ends AS
  SELECT t.measure, t.ar, t.kommun, t.kon, sum(antal) antal, CASE WHEN count(medel) = count(*) THEN sum(medel) END medel,
         CASE WHEN sum(antal IS NULL OR antal < 0) > 0 THEN 'missing'
              WHEN max(straddles) = 1 OR coalesce(min(c.fits), 1) = 0 THEN 'misfit' ELSE 'there' END what
  FROM touching t LEFT JOIN covered c ON c.measure = t.measure AND c.ar = t.ar AND c.kommun IS t.kommun AND c.kon = t.kon
  GROUP BY t.measure, t.ar, t.kommun, t.kon;
CREATE INDEX ends_of ON ends (measure, kommun, kon, ar);
CREATE TABLE out AS SELECT DISTINCT measure, ar FROM ends;
CREATE TABLE strata AS SELECT DISTINCT measure, kommun, kon FROM ends WHERE kommun IN (SELECT kommunkod FROM kommuner);

-- years of a period: of each 31 December in it
CREATE TABLE years AS
  SELECT label, ar, first, last FROM periods JOIN (SELECT DISTINCT ar FROM folk UNION SELECT 2021 UNION SELECT 2022 UNION SELECT 2023 UNION SELECT 2024 UNION SELECT 2025)
    ON ar || '-12-31' BETWEEN first AND last;

CREATE VIEW wanted AS
  SELECT s.measure, s.kommun, s.kon, y.label, y.ar - b.back ar, b.date, b.takes_earlier,
         (SELECT 1 FROM out o WHERE o.measure = s.measure AND o.ar = y.ar - b.back) is_out,
         (SELECT 1 FROM out o WHERE o.measure = s.measure AND o.ar = y.ar - b.back - 1) earlier_is_out,
         coalesce(e.what, 'missing') what, e.antal, e.medel, coalesce(f.what, 'missing') before_what, f.antal before
  FROM strata s JOIN bands b USING (measure) JOIN years y
  LEFT JOIN ends e ON e.measure = s.measure AND e.kommun = s.kommun AND e.kon = s.kon AND e.ar = y.ar - b.back
  LEFT JOIN ends f ON f.measure = s.measure AND f.kommun = s.kommun AND f.kon = s.kon AND f.ar = y.ar - b.back - 1
  -- a stratum that is in the table in none of the years around is not missed
  WHERE EXISTS (SELECT 1 FROM ends g WHERE g.measure = s.measure AND g.kommun = s.kommun AND g.kon = s.kon
                AND g.ar BETWEEN substr(y.first, 1, 4) - 2 AND substr(y.last, 1, 4) + 1);

CREATE TABLE by_year AS
  SELECT measure, label, kommun, kon,
    CASE WHEN date = 'end' AND is_out AND what = 'there' THEN antal
         WHEN date = 'end' AND is_out IS NULL AND takes_earlier AND earlier_is_out AND before_what = 'there' THEN before
         WHEN date = 'mean' AND is_out AND what = 'there' AND medel IS NOT NULL THEN medel
         WHEN date = 'mean' AND earlier_is_out AND before_what = 'there' AND is_out AND what = 'there' THEN (antal + before) / 2.0
         WHEN date = 'mean' AND earlier_is_out AND before_what = 'there' AND is_out IS NULL AND takes_earlier THEN before END n,
    is_out IS NULL AND takes_earlier AND earlier_is_out AND before_what = 'there' preliminary,
    CASE WHEN is_out AND what = 'misfit' THEN 'population_classes'
         WHEN is_out AND what = 'there' AND (date = 'end' OR medel IS NOT NULL) THEN NULL
         WHEN date = 'end' AND is_out IS NULL AND takes_earlier AND earlier_is_out AND before_what = 'misfit' THEN 'population_classes'
         WHEN date = 'mean' AND is_out AND what = 'there' AND earlier_is_out AND before_what = 'misfit' THEN 'population_classes' END misfit
  FROM wanted;

-- ---- a stock at the end of the period, and person-time in it ----

CREATE TABLE stock AS
  SELECT 'handelser_per_boende' measure, label, hemort kommun, kon, 1 n FROM (
    SELECT label, hemort, kon, row_number() OVER (PARTITION BY label, person_id ORDER BY fran DESC, coalesce(hemort, ''), coalesce(kon, '')) nr
    FROM vistelser JOIN periods ON fran <= last AND (till IS NULL OR till >= last) WHERE person_id IS NOT NULL) WHERE nr = 1
  UNION ALL
  SELECT 'handelser_per_personar', label, hemort, kon,
    (julianday(min(coalesce(till, last), last)) - julianday(max(fran, date(fodd, '+65 years'), first)) + 1) / 365.25
  FROM vistelser JOIN periods
  WHERE fodd IS NOT NULL AND fran IS NOT NULL AND julianday(min(coalesce(till, last), last)) - julianday(max(fran, date(fodd, '+65 years'), first)) + 1 > 0;

CREATE TABLE population AS
  SELECT measure, label, kommun, kon, n, preliminary, n IS NULL lacking, misfit FROM by_year
  UNION ALL SELECT measure, label, kommun, kon, n, 0, 0, NULL FROM stock WHERE kommun IN (SELECT kommunkod FROM kommuner);

-- ---- together: events in areas with a population in the period ----

CREATE TABLE areas AS SELECT DISTINCT measure, label, kommun FROM population;

CREATE TABLE terms AS
  SELECT e.measure, e.label, e.kommun, e.kon, x, n rows, NULL n, 0 preliminary, 0 lacking, NULL misfit FROM events e JOIN areas USING (measure, label, kommun)
  UNION ALL SELECT measure, label, kommun, kon, NULL, NULL, n, preliminary, lacking AND misfit IS NULL, misfit FROM population;

CREATE TABLE split AS
  SELECT * FROM terms
  UNION ALL SELECT measure, label, kommun, '*', x, rows, n, preliminary, lacking, misfit FROM terms
  UNION ALL SELECT measure, label, '*', '*', x, rows, n, preliminary, lacking, misfit FROM terms;

CREATE TABLE result AS
  SELECT measure, label, kommun, kon, sum(x) events, sum(rows) rows, sum(n) population, max(preliminary) preliminary,
         coalesce(max(misfit), CASE WHEN sum(lacking) > 0 OR coalesce(sum(n), 0) <= 0 THEN 'no_population' END) reason
  FROM split GROUP BY measure, label, kommun, kon;
