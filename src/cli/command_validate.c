/* command_validate.c - "validate": what was made of the files, before any measure runs. */
#include "cli/cli.h"
#include "cli/output.h"
#include "cli/print.h"
#include "indikator/validation.h"

#include <string.h>

static ind_status write_validation(cli_session *session, const ind_validation *validation) {
    const cli_options *options = &session->options;
    ind_validation_format format = IND_VALIDATION_TEXT;
    bool english = options->language != NULL && strcmp(options->language, "en") == 0;
    if (options->format != NULL)
        ind_validation_parse(options->format, &format);
    cli_output output;
    ind_status status = cli_output_open(options->output, session->diag, &output);
    if (status != IND_OK)
        return status;
    ind_validation_write(validation, format, english, output.file);
    return cli_output_close(&output, session->diag);
}

static ind_status validate(cli_session *session, ind_catalogue *catalogue) {
    const cli_texts *names = &session->options.operands;
    ind_data_file *files = NULL;
    size_t file_count = 0;
    ind_status status = cli_data_files(session, &files, &file_count);
    cli_print_findings(session);
    if (status != IND_OK)
        return status;
    ind_run_options options = cli_run_options(&session->options, files, file_count);
    ind_validation *validation = NULL;
    status = ind_validation_new(catalogue, &options, names->items, names->count, session->diag, &validation);
    cli_print_findings(session);
    if (validation != NULL)
        status = ind_status_worst(status, write_validation(session, validation));
    ind_validation_free(validation);
    return status;
}

ind_status cli_validate(cli_session *session) {
    ind_catalogue *catalogue = NULL;
    ind_status status = cli_output_check(session->options.output, session->diag);
    if (session->options.data_count == 0)
        status =
            cli_usage(session->diag, "give a folder with -D DIR, or files with -D DATASET=FILE", "no data are given");
    if (status == IND_OK)
        status = cli_open_catalogue(session, &catalogue);
    if (status == IND_OK)
        status = validate(session, catalogue);
    ind_catalogue_close(catalogue);
    cli_print_findings(session);
    return status;
}
