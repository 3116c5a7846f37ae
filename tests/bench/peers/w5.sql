-- w5.sql - the workload w5 in SQLite, to check numbers; one line "id|keys|n|t|value" a group.  Run in the folder of the data.
.mode csv
.separator ;
.import vardkontakter.csv vardkontakter
.import vardtillfallen.csv vardtillfallen
.mode list
.separator |

CREATE INDEX visit_of ON vardkontakter (person_id, datum) WHERE kontaktform = 'besök';

SELECT 'w5', kommunkod, count(*), sum(seen), 1.0 * sum(seen) / count(*)
FROM (SELECT kommunkod, EXISTS (SELECT 1 FROM vardkontakter AS v
                                WHERE v.person_id = s.person_id AND v.kontaktform = 'besök'
                                  AND v.datum BETWEEN date(s.utskrivningsdatum, '+1 day') AND date(s.utskrivningsdatum, '+30 days')) AS seen
      FROM vardtillfallen AS s
      WHERE utskrivningsdatum BETWEEN '2025-01-01' AND '2025-12-01' AND utskriven_till <> 'avliden')
GROUP BY kommunkod;
