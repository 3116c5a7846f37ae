# Rows of the counts: of each year, kommun and sex N visits, X of them by video, spread over the months; and so many events.
awk 'BEGIN { print "dag;kommun;kon;video;vantan" }
     { for (i = 0; i < $4; i++) printf "%d-%02d-%02d;%s;%s;%s;%d\n", $1, i % 12 + 1, i % 28 + 1, $2, $3, i < $5 ? "J" : "N", i * i % 11 }' antal.txt >besok.csv
awk 'BEGIN { print "dag;kommun" } { for (i = 0; i < $3; i++) printf "%d-%02d-%02d;%s\n", $1, i % 12 + 1, i % 28 + 1, $2 }' handelser.txt >handelser.csv
