# Rows of the counts: of each month and kommun N visits, X of them by video; and so many events.
awk 'BEGIN { print "dag;kommun;kon;video;vantan" }
     { for (i = 0; i < $3; i++) printf "%s-%02d;%s;K;%s;0\n", $1, i % 28 + 1, $2, i < $4 ? "J" : "N" }' antal.txt >besok.csv
awk 'BEGIN { print "dag;kommun" } { for (i = 0; i < $3; i++) printf "%d-%02d-%02d;%s\n", $1, i % 12 + 1, i % 28 + 1, $2 }' handelser.txt >handelser.csv
