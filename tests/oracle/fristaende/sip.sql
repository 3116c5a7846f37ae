-- sip_per_1000: persons with a joint plan made in the year, per 1 000 inhabitants on 31 December.  A plan in the system of the other
-- principal within three days of one that is kept is the same plan.

CREATE TABLE sip AS
  SELECT row_number() OVER (PARTITION BY Person_ID ORDER BY substr(Upprättad, 1, 10), Plan_ID) nr, Plan_ID plan_id, Person_ID person_id,
         printf('%04d', Kommunkod) kommun, Källa kalla, substr(Upprättad, 1, 10) day
  FROM planer WHERE Plantyp = 'SIP' AND Samtycke IN ('J', 'Ja') AND Ersätter_plan_ID = '' AND Upprättad <> '';
CREATE UNIQUE INDEX sip_of ON sip (person_id, nr);

-- One plan after the other of each person; `kept` lists those that are kept as JSON, [[day, source, nr], ...].
CREATE TABLE judged AS
  WITH RECURSIVE walk (person_id, nr, kept) AS (
    SELECT person_id, nr, json_array(json_array(day, kalla, nr)) FROM sip WHERE nr = 1
    UNION ALL
    SELECT s.person_id, s.nr,
           iif(EXISTS (SELECT 1 FROM json_each(w.kept) k
                       WHERE json_extract(k.value, '$[1]') <> s.kalla AND julianday(s.day) - julianday(json_extract(k.value, '$[0]')) <= 3),
               w.kept, json_insert(w.kept, '$[#]', json_array(s.day, s.kalla, s.nr)))
    FROM walk w JOIN sip s ON s.person_id = w.person_id AND s.nr = w.nr + 1)
  SELECT s.*, EXISTS (SELECT 1 FROM json_each(w.kept) k WHERE json_extract(k.value, '$[2]') = s.nr) keep
  FROM walk w JOIN sip s USING (person_id, nr);

-- Each person once in a year, where the first of the plans was made.
CREATE TABLE persons AS
  SELECT period, person_id, kommun, p.kon FROM (
    SELECT substr(day, 1, 4) period, person_id, kommun, row_number() OVER (PARTITION BY person_id, substr(day, 1, 4) ORDER BY day, plan_id) first
    FROM judged WHERE keep) LEFT JOIN person p USING (person_id)
  WHERE first = 1;

CREATE TABLE both AS
  SELECT period, kommun, kon, 1 x, 0 n FROM persons
    WHERE kommun IN (SELECT printf('%04d', Kommunkod) FROM befolkning)
  UNION ALL
  SELECT År, printf('%04d', Kommunkod), CASE Kön WHEN 'kvinnor' THEN 'K' ELSE 'M' END, 0, CAST(Folkmängd AS INTEGER) FROM befolkning;

CREATE TABLE cells AS
  SELECT 'sip_per_1000' indicator, period, iif(by_lan, substr(kommun, 1, 2), '') lan, iif(by_kommun, kommun, '') kommunkod,
         iif(by_kon, coalesce(kon, 'null'), '') kon, iif(sum(n), printf('%.17g', 1000.0 * sum(x) / sum(n)), '') value, sum(x) events, nullif(sum(n), 0) population
  FROM both, splits WHERE period IN ('2022', '2023', '2024') GROUP BY period, 3, 4, 5;
