/*
 * Stands between a process and its disk (LD_PRELOAD), for the files below CRASH_FOLDER:
 *  - CRASH_RECORD names a file to which every write, truncation, fsync and removal is written down, in order;
 *  - CRASH_FAULT names a file that says what goes wrong now: ENOSPC (no room), EROFS (read-only), EIO (fsync fails);
 *  - CRASH_SYNC_FAILS n: every nth fsync fails and, as Linux does, forgets what it should have written.
 * A record: op, offset (8 bytes), length of path (4), length of data (4), path, data; machine byte order.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static const char *folder, *fault_file;
static int record_fd = -1;
static long sync_fails, syncs;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_pwrite)(int, const void *, size_t, off64_t);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);
static int (*real_ftruncate)(int, off64_t);
static int (*real_unlink)(const char *);
static int (*real_open)(const char *, int, ...);

__attribute__((constructor)) static void begin(void) {
  real_write = dlsym(RTLD_NEXT, "write");
  real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
  real_fsync = dlsym(RTLD_NEXT, "fsync");
  real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
  real_ftruncate = dlsym(RTLD_NEXT, "ftruncate64");
  real_unlink = dlsym(RTLD_NEXT, "unlink");
  real_open = dlsym(RTLD_NEXT, "open64");
  folder = getenv("CRASH_FOLDER");
  fault_file = getenv("CRASH_FAULT");
  const char *record = getenv("CRASH_RECORD"), *fails = getenv("CRASH_SYNC_FAILS");
  if (folder && record) record_fd = real_open(record, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (fails) sync_fails = atol(fails);
}

static int is_ours(const char *path) { return folder && strncmp(path, folder, strlen(folder)) == 0; }

/* The path of an open file, if it is one of ours and not the memory that connections share. */
static int path_of(int fd, char *path, size_t size) {
  char link[64];
  if (!folder || fd < 0) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t n = readlink(link, path, size - 1);
  if (n <= 0) return 0;
  path[n] = 0;
  size_t end = strlen("-shm");
  return is_ours(path) && !((size_t)n > end && strcmp(path + n - end, "-shm") == 0);
}

static void record(char op, off64_t offset, const char *path, const void *data, size_t size) {
  if (record_fd < 0) return;
  uint64_t at = (uint64_t)offset;
  uint32_t path_size = strlen(path), data_size = size;
  struct iovec parts[] = {{&op, 1}, {&at, 8}, {&path_size, 4}, {&data_size, 4}, {(void *)path, path_size}, {(void *)data, size}};
  if (writev(record_fd, parts, 6) < 0) abort();
}

static int goes_wrong(const char *what) {
  char text[32] = {0};
  if (!fault_file) return 0;
  int fd = real_open(fault_file, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return 0;
  ssize_t n = read(fd, text, sizeof text - 1);
  close(fd);
  return n > 0 && strncmp(text, what, strlen(what)) == 0;
}

static int refuses_writes(void) {
  if (goes_wrong("ENOSPC")) errno = ENOSPC;
  else if (goes_wrong("EROFS")) errno = EROFS;
  else return 0;
  return 1;
}

static ssize_t written(int fd, const void *data, size_t size, off64_t offset, int is_at) {
  char path[4096];
  if (!path_of(fd, path, sizeof path)) return is_at ? real_pwrite(fd, data, size, offset) : real_write(fd, data, size);
  if (refuses_writes()) return -1;
  pthread_mutex_lock(&lock);
  off64_t at = is_at ? offset : lseek64(fd, 0, SEEK_CUR);
  ssize_t n = is_at ? real_pwrite(fd, data, size, offset) : real_write(fd, data, size);
  if (!is_at && fcntl(fd, F_GETFL) & O_APPEND) at = lseek64(fd, 0, SEEK_CUR) - n;
  if (n > 0) record('w', at, path, data, n);
  pthread_mutex_unlock(&lock);
  return n;
}

ssize_t write(int fd, const void *data, size_t size) { return written(fd, data, size, 0, 0); }
ssize_t pwrite(int fd, const void *data, size_t size, off_t at) { return written(fd, data, size, at, 1); }
ssize_t pwrite64(int fd, const void *data, size_t size, off64_t at) { return written(fd, data, size, at, 1); }

static int synced(int fd, int (*real)(int)) {
  char path[4096];
  if (!path_of(fd, path, sizeof path)) return real(fd);
  pthread_mutex_lock(&lock);
  int fails = goes_wrong("EIO") || (sync_fails > 0 && ++syncs % sync_fails == 0);
  int answer = fails ? -1 : real(fd);
  record(answer == 0 ? 's' : 'f', 0, path, "", 0);
  pthread_mutex_unlock(&lock);
  if (fails) errno = EIO;
  return answer;
}

int fsync(int fd) { return synced(fd, real_fsync); }
int fdatasync(int fd) { return synced(fd, real_fdatasync); }

static int cut(int fd, off64_t size) {
  char path[4096];
  if (!path_of(fd, path, sizeof path)) return real_ftruncate(fd, size);
  if (refuses_writes()) return -1;
  pthread_mutex_lock(&lock);
  int answer = real_ftruncate(fd, size);
  if (answer == 0) record('t', size, path, "", 0);
  pthread_mutex_unlock(&lock);
  return answer;
}

int ftruncate(int fd, off_t size) { return cut(fd, size); }
int ftruncate64(int fd, off64_t size) { return cut(fd, size); }

int unlink(const char *path) {
  if (is_ours(path)) {
    if (goes_wrong("EROFS")) return errno = EROFS, -1;
    pthread_mutex_lock(&lock);
    record('u', 0, path, "", 0);
    pthread_mutex_unlock(&lock);
  }
  return real_unlink(path);
}

static int opened(const char *path, int flags, mode_t mode) {
  int writes = (flags & O_ACCMODE) != O_RDONLY || flags & O_CREAT;
  if (fault_file && writes && is_ours(path) && goes_wrong("EROFS")) return errno = EROFS, -1;
  return real_open(path, flags, mode);
}

int open(const char *path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  return opened(path, flags, mode);
}

int open64(const char *path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  return opened(path, flags, mode);
}
