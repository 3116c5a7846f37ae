/* replay.c - runs a fuzz target over the files of a folder, so that every finding stays found.
 *
 * Each file is given whole and cut at a few places, in memory of exactly its size for AddressSanitizer to watch.
 * An empty or missing folder is an error: a replay of nothing proves nothing. */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void run(const uint8_t *data, size_t size) {
    uint8_t *copy = malloc(size > 0 ? size : 1);
    if (copy == NULL)
        abort();
    memcpy(copy, data, size);
    LLVMFuzzerTestOneInput(copy, size);
    free(copy);
}

static void run_cut(const uint8_t *data, size_t size) {
    for (size_t parts = 1; parts < 4; parts++)
        run(data, size * parts / 4);
    if (size > 0)
        run(data, size - 1);
    run(data, size);
}

/* Bytes read into *DATA, OWNED by the caller. */
static size_t read_file(const char *path, uint8_t **data) {
    FILE *file = fopen(path, "rb");
    if (file == NULL || fseek(file, 0, SEEK_END) != 0) {
        perror(path);
        exit(1);
    }
    size_t size = (size_t)ftell(file);
    rewind(file);
    *data = malloc(size > 0 ? size : 1);
    if (*data == NULL || fread(*data, 1, size, file) != size) {
        perror(path);
        exit(1);
    }
    fclose(file);
    return size;
}

static size_t replay_folder(const char *folder) {
    size_t count = 0;
    DIR *entries = opendir(folder);
    for (struct dirent *entry; entries != NULL && (entry = readdir(entries)) != NULL;) {
        if (entry->d_name[0] == '.')
            continue;
        char path[4096];
        uint8_t *data;
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        fprintf(stderr, "%s\n", path); /* the last line names the input that failed */
        size_t size = read_file(path, &data);
        run_cut(data, size);
        free(data);
        count++;
    }
    if (entries != NULL)
        closedir(entries);
    return count;
}

int main(int argc, char **argv) {
    size_t count = 0;
    for (int i = 1; i < argc; i++)
        count += replay_folder(argv[i]);
    printf("%zu inputs\n", count);
    return count > 0 ? 0 : 1;
}
