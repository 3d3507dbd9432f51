/* Power loss for the tests of the exchange: what a file was before everything that no fsync covers.
 *
 * Preloaded into a node's processes. Before each write to a file below FAULTS_POWER_ROOT the bytes
 * that stood there are appended to a journal of that file in FAULTS_POWER_JOURNAL; fsync empties the
 * journal and does nothing else. Once the processes are dead, tests/faults/power.py takes from the
 * journal what a disk would have lost. Never built but for the tests.
 *
 * An entry: kind, offset, size of the file before, bytes written, bytes that stood there; both.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

struct entry {
    uint64_t kind, offset, size_before, fresh, stale;
};
enum { WRITTEN = 1, CUT = 2 };

#define REAL(result, name, ...)                                              \
    static result (*real_##name)(__VA_ARGS__);                               \
    if (!real_##name) real_##name = dlsym(RTLD_NEXT, #name)

static ssize_t plain_write(int fd, const void *data, size_t size) {
    REAL(ssize_t, write, int, const void *, size_t);
    return real_write(fd, data, size);
}

static ssize_t plain_pwrite(int fd, const void *data, size_t size, off_t offset) {
    REAL(ssize_t, pwrite64, int, const void *, size_t, off_t);
    return real_pwrite64(fd, data, size, offset);
}

static int plain_ftruncate(int fd, off_t size) {
    REAL(int, ftruncate64, int, off_t);
    return real_ftruncate64(fd, size);
}

static int ends_in(const char *text, const char *end) {
    size_t a = strlen(text), b = strlen(end);
    return a >= b && !strcmp(text + a - b, end);
}

/* Whether what is written there would be lost with the power; tells the file's number and size. */
static int watched(int fd, struct stat *told) {
    const char *root = getenv("FAULTS_POWER_ROOT");
    char link[64], path[PATH_MAX];
    if (!root || fstat(fd, told) || !S_ISREG(told->st_mode)) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    if (strncmp(path, root, strlen(root))) return 0;
    return !ends_in(path, "-shm") && !ends_in(path, ".lock");
}

static int journal_of(ino_t number) {
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/%lu", getenv("FAULTS_POWER_JOURNAL"), (unsigned long)number);
    int journal = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (journal >= 0) flock(journal, LOCK_EX);
    return journal;
}

static void keep(int journal, int fd, struct entry entry, const void *fresh) {
    char *raw = malloc(sizeof entry + entry.fresh + entry.stale + 1);
    int reads = -1;
    if (entry.stale) {
        char link[64];
        snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
        reads = open(link, O_RDONLY | O_CLOEXEC);
        ssize_t got = reads < 0 ? 0 : pread(reads, raw + sizeof entry + entry.fresh, entry.stale, entry.offset);
        entry.stale = got < 0 ? 0 : (uint64_t)got;
        if (reads >= 0) close(reads);
    }
    memcpy(raw, &entry, sizeof entry);
    if (entry.fresh) memcpy(raw + sizeof entry, fresh, entry.fresh);
    plain_write(journal, raw, sizeof entry + entry.fresh + entry.stale);
    free(raw);
}

static uint64_t stale_in(uint64_t offset, uint64_t length, uint64_t size) {
    if (offset >= size) return 0;
    return offset + length > size ? size - offset : length;
}

static ssize_t write_at(int fd, const void *data, size_t size, off_t offset, int moves) {
    struct stat told;
    if (!watched(fd, &told))
        return moves ? plain_write(fd, data, size) : plain_pwrite(fd, data, size, offset);
    int journal = journal_of(told.st_ino);
    fstat(fd, &told);
    if (moves)
        offset = fcntl(fd, F_GETFL) & O_APPEND ? told.st_size : lseek(fd, 0, SEEK_CUR);
    struct entry entry = {WRITTEN, offset, told.st_size, size, stale_in(offset, size, told.st_size)};
    keep(journal, fd, entry, data);
    ssize_t done = moves ? plain_write(fd, data, size) : plain_pwrite(fd, data, size, offset);
    int error = errno;
    close(journal);
    errno = error;
    return done;
}

ssize_t write(int fd, const void *data, size_t size) { return write_at(fd, data, size, 0, 1); }
ssize_t pwrite(int fd, const void *data, size_t size, off_t offset) {
    return write_at(fd, data, size, offset, 0);
}
ssize_t pwrite64(int fd, const void *data, size_t size, off64_t offset) {
    return write_at(fd, data, size, offset, 0);
}

int ftruncate(int fd, off_t size) {
    struct stat told;
    if (!watched(fd, &told)) return plain_ftruncate(fd, size);
    int journal = journal_of(told.st_ino);
    fstat(fd, &told);
    uint64_t stale = size < told.st_size ? told.st_size - size : 0;
    keep(journal, fd, (struct entry){CUT, size, told.st_size, 0, stale}, NULL);
    int done = plain_ftruncate(fd, size);
    close(journal);
    return done;
}
int ftruncate64(int fd, off64_t size) { return ftruncate(fd, size); }

/* The disk has everything now: of this file nothing can be lost any more. */
static int settle(int fd) {
    struct stat told;
    if (!watched(fd, &told)) return 0;
    int journal = journal_of(told.st_ino);
    int done = plain_ftruncate(journal, 0);
    close(journal);
    return done;
}
int fsync(int fd) { return settle(fd); }
int fdatasync(int fd) { return settle(fd); }

int unlink(const char *path) {
    REAL(int, unlink, const char *);
    struct stat told;
    const char *root = getenv("FAULTS_POWER_ROOT");
    if (root && !strncmp(path, root, strlen(root)) && !stat(path, &told) && told.st_nlink == 1) {
        int journal = journal_of(told.st_ino);
        plain_ftruncate(journal, 0);
        close(journal);
    }
    return real_unlink(path);
}
