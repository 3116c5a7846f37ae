-- What the measures in SQL share.

-- Each person once: birth, sex and death do not change with validity.
CREATE TABLE person AS
  SELECT Person_ID person_id, min(Födelsedatum) fodd,
         CASE min(Kön) WHEN 'K' THEN 'K' WHEN 'Kvinna' THEN 'K' WHEN 'M' THEN 'M' WHEN 'Man' THEN 'M' END kon,
         CASE WHEN min(Dödsdatum) IN ('', 'NULL') THEN NULL ELSE min(Dödsdatum) END dod
  FROM personer GROUP BY Person_ID;
CREATE UNIQUE INDEX person_id ON person (person_id);

-- How each cell's group is written: '' is not part of it.
CREATE TABLE splits (by_lan, by_kommun, by_kon);
INSERT INTO splits VALUES (1, 0, 0), (1, 0, 1), (0, 1, 0), (0, 1, 1);
