/* cli.h - what the commands share: a session, the catalogue, and the files of a folder. */
#ifndef IND_CLI_CLI_H
#define IND_CLI_CLI_H

#include "cli/options.h"
#include "indikator/catalogue.h"

typedef struct {
    cli_options options;
    ind_diag *diag;
    size_t shown; /* findings of DIAG that are printed */
} cli_session;

/* One file a command.  The status of the program is the worst of what they return and of the findings. */
ind_status cli_run(cli_session *session);
ind_status cli_check(cli_session *session);
ind_status cli_test(cli_session *session);
ind_status cli_validate(cli_session *session);
ind_status cli_list(cli_session *session);
ind_status cli_show(cli_session *session);
ind_status cli_explain(cli_session *session);
ind_status cli_diff(cli_session *session);
ind_status cli_history(cli_session *session);
ind_status cli_convert(cli_session *session);
ind_status cli_fmt(cli_session *session);
ind_status cli_init(cli_session *session);
ind_status cli_completion(cli_session *session);

/* ---- reports.c ---- */

/* A report says so at its beginning. */
bool cli_is_report(const char *path);
/* The two operands are reports: what has changed between them. */
ind_status cli_diff_reports(cli_session *session);

/* ---- open_catalogue.c ---- */

/* The folders of -I, else of $INDIKATOR_PATH, else the installed one; IND_E_USAGE if there is none. */
ind_status cli_folders(cli_session *session, cli_texts *out);
/* The same, opened.  *OUT is OWNED by the caller: ind_catalogue_close. */
ind_status cli_open_catalogue(cli_session *session, ind_catalogue **out);
/* The definition ID, or -1 with a finding that names the closest. */
ptrdiff_t cli_find_measure(cli_session *session, const ind_catalogue *catalogue, const char *id);
/* PATH where it exists, else the file of the definition with that id; NULL with a finding. */
const char *cli_find_file(cli_session *session, const ind_catalogue *catalogue, const char *path);

/* The file of the definition with that id, else PATH where it exists; NULL with a finding. */
const char *cli_find_definition(cli_session *session, const ind_catalogue *catalogue, const char *operand);

/* ---- files.c ---- */

bool cli_ends_with(const char *text, const char *end);
/* *IS: PATH is a folder.  IND_E_SYSTEM if that cannot be found out. */
ind_status cli_is_folder(cli_session *session, const char *path, bool *is);
/* The files below FOLDER that ACCEPT takes, in order of name, hidden ones left out. */
ind_status cli_files_below(cli_session *session, const char *folder,
                           bool (*accept)(const char *folder, const char *name), cli_texts *out);
/* "cannot read 'path': no such file or directory", from errno. */
ind_status cli_cannot_read(cli_session *session, const char *path);
/* strerror with a small first letter; BORROWED until the next call. */
const char *cli_error_text(int error);

/* ---- command_run.c ---- */

/* OPTIONS and FILES are BORROWED by what is returned. */
ind_run_options cli_run_options(const cli_options *options, const ind_data_file *files, size_t file_count);

/* REPORT as the options say, to -o, with the summary if they ask for it. */
ind_status cli_write_report(cli_session *session, const ind_report *report);

/* ---- data_files.c ---- */

/* The files of -D, folders looked through.  *FILES lives in the arena of the options. */
ind_status cli_data_files(cli_session *session, ind_data_file **files, size_t *count);

#endif
