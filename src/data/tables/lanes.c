/* lanes.c - blocks are cut by whoever needs one, one at a time; what is in a block is read apart from all others.
 *
 * Each lane has a reader of its own with converters, batch, findings and counts of its own; when the last block is
 * read, they are brought together into the file's reader.  What they learn apart (encoding, decimal mark) may
 * contradict each other only in a file that is refused anyway; read_table.c then reads it once more with one lane, so
 * that the message does not depend on who came first. */
#include "data/tables/lanes.h"

#include "base/parallel.h"

#include <stdlib.h>

typedef struct {
    ind_reader reader;
    ind_file_report report;
    ind_fast_lane *lane;
    ind_status status;
} one_lane;

struct ind_lanes {
    ind_reader *reader; /* of the file */
    ind_blocks *blocks;
    one_lane *items;
    size_t count;
};

static ind_status more(void *context, char *to, size_t *length) {
    return ind_reader_read(context, to, length);
}

static void open_lane(ind_lanes *lanes, one_lane *one, ind_scan *scan) {
    one->reader = *lanes->reader;
    one->reader.scan = scan;
    one->reader.report = &one->report;
    one->reader.diag = ind_diag_new();
    one->reader.records = ind_records_like(lanes->reader->records);
    one->reader.decoder.text = (ind_buffer){0};
    one->reader.decoder.start = NULL;
    one->reader.decoder.start_capacity = 0;
    for (size_t i = 0; i < scan->used_count; i++)
        scan->used[i].column = lanes->reader->header.column_of[scan->used[i].field];
    for (size_t i = 0; i < scan->used_count && scan != lanes->reader->scan; i++) {
        scan->used[i].marked_line = 0;
        scan->used[i].has_hundreds = false;
    }
    one->lane = ind_fast_lane_new(&one->reader, lanes->blocks);
}

ind_lanes *ind_lanes_new(ind_reader *reader, const ind_records_rest *rest) {
    ind_scan *scan = reader->scan;
    ind_lanes *lanes = ind_alloc(sizeof *lanes);
    lanes->reader = reader;
    lanes->blocks = ind_blocks_new(&(ind_blocks_options){.separator = reader->dialect.separator,
                                                         .record_limit = ind_reader_record_limit(reader),
                                                         .first = rest->text,
                                                         .line = rest->line,
                                                         .piece_room = IND_BYTES_ROOM,
                                                         .more = more,
                                                         .context = reader});
    lanes->count = 1 + scan->other_thread_count;
    lanes->items = ind_alloc_array(lanes->count, sizeof *lanes->items);
    for (size_t i = 0; i < lanes->count; i++)
        open_lane(lanes, &lanes->items[i], i == 0 ? scan : scan->other_threads[i - 1]);
    return lanes;
}

void ind_lanes_free(ind_lanes *lanes) {
    if (lanes == NULL)
        return;
    for (size_t i = 0; i < lanes->count; i++) {
        one_lane *one = &lanes->items[i];
        ind_fast_lane_free(one->lane);
        ind_records_free(one->reader.records);
        ind_decoder_free(&one->reader.decoder);
        ind_diag_free(one->reader.diag);
        ind_findings_free(&one->report.findings);
    }
    ind_blocks_free(lanes->blocks);
    free(lanes->items);
    free(lanes);
}

/* ---- reading ---- */

static void read_lane(void *context, unsigned number) {
    one_lane *one = &((ind_lanes *)context)->items[number];
    one->status = ind_fast_lane_read(one->lane);
    ind_flush_batch(&one->reader);
}

/* ---- bringing together ---- */

static void take_first(uint64_t *line, uint64_t other) {
    if (other != 0 && (*line == 0 || other < *line))
        *line = other;
}

static void bring_used(ind_scan *to, const ind_scan *from) {
    for (size_t i = 0; i < to->used_count && to != from; i++) {
        take_first(&to->used[i].marked_line, from->used[i].marked_line);
        to->used[i].has_hundreds = to->used[i].has_hundreds || from->used[i].has_hundreds;
    }
}

static void bring_together(ind_reader *reader, const one_lane *one) {
    const ind_reader *lane = &one->reader;
    ind_file_report *report = reader->report;
    report->records += one->report.records;
    report->rows += one->report.rows;
    report->rejected += one->report.rejected;
    report->duplicates += one->report.duplicates;
    report->skipped += one->report.skipped;
    ind_findings_merge(&report->findings, &one->report.findings);
    ind_records_add_ends(reader->records, lane->records);
    take_first(&reader->decoder.utf8_line, lane->decoder.utf8_line);
    take_first(&reader->decoder.cp1252_line, lane->decoder.cp1252_line);
    take_first(&reader->comma_line, lane->comma_line);
    take_first(&reader->point_line, lane->point_line);
    reader->mark_is_sure = reader->mark_is_sure || lane->mark_is_sure;
    bring_used(reader->scan, lane->scan);
    ind_diag_append(reader->diag, lane->diag);
}

ind_status ind_lanes_read(ind_lanes *lanes) {
    ind_reader *reader = lanes->reader;
    ind_status status = IND_OK;
    ind_parallel((unsigned)lanes->count, read_lane, lanes);
    for (size_t i = 0; i < lanes->count; i++) {
        status = ind_status_worst(status, lanes->items[i].status);
        bring_together(reader, &lanes->items[i]);
    }
    if (status == IND_OK && ind_reader_contradicts(reader))
        status = ind_reader_contradiction(reader);
    if (status != IND_OK)
        return status;
    uint64_t line;
    ind_str rest = ind_blocks_rest(lanes->blocks, &line);
    ind_records_restart(reader->records, line);
    ind_records_give(reader->records, rest);
    return IND_OK;
}
