// A library for LD_PRELOAD that makes the n-th call that changes a file fail, or
// ends the program there, or sets its clock. Compiled by the tests that use it.
//
//   FAULTS_BELOW  only files below this directory count
//   FAULTS_AT     the number of the call, from 1; if unset, no call fails
//   FAULTS_KIND   kill: SIGKILL before the call · eio, enospc: this call and all later ones fail ·
//                 eio-once, enospc-once: only this call fails
//   FAULTS_COUNT  a file that gets the number of calls at the end, and how many threads have stopped for ever
//   FAULTS_NAMES  if set, the file system cannot exchange names
//   FAULTS_CLOCK  seconds to add to the clock
//   FAULTS_FORK   refused: no other process can be started · killed: every child is killed at once
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static atomic_long calls, pauses;

static const char *below(void) { return getenv("FAULTS_BELOW"); }

static int counts_path(const char *path) {
  const char *root = below();
  return root && path && strncmp(path, root, strlen(root)) == 0;
}

static int counts_descriptor(int descriptor) {
  char link[64], path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = 0;
  return counts_path(path);
}

/// Whether this call should fail, with errno set; ends the program if requested.
static int fails(void) {
  long number = atomic_fetch_add(&calls, 1) + 1;
  const char *at = getenv("FAULTS_AT"), *kind = getenv("FAULTS_KIND");
  if (!at || !kind) return 0;
  long wanted = atol(at);
  int once = strstr(kind, "once") != NULL;
  if (once ? number != wanted : number < wanted) return 0;
  if (strcmp(kind, "kill") == 0) {
    kill(getpid(), SIGKILL);
    for (;;) pause();
  }
  errno = strncmp(kind, "eio", 3) == 0 ? EIO : ENOSPC;
  return 1;
}

__attribute__((destructor)) static void tell(void) {
  const char *path = getenv("FAULTS_COUNT");
  FILE *file = path ? fopen(path, "w") : NULL;
  if (!file) return;
  fprintf(file, "%ld %ld\n", atomic_load(&calls), atomic_load(&pauses));
  fclose(file);
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

#define ON_DESCRIPTOR(result, name, parameters, arguments) \
  result name parameters {                                 \
    if (counts_descriptor(descriptor) && fails()) return -1; \
    return REAL(name) arguments;                           \
  }

ON_DESCRIPTOR(ssize_t, write, (int descriptor, const void *bytes, size_t count), (descriptor, bytes, count))
ON_DESCRIPTOR(ssize_t, pwrite, (int descriptor, const void *bytes, size_t count, off_t offset),
              (descriptor, bytes, count, offset))
ON_DESCRIPTOR(ssize_t, pwrite64, (int descriptor, const void *bytes, size_t count, off64_t offset),
              (descriptor, bytes, count, offset))
ON_DESCRIPTOR(int, fsync, (int descriptor), (descriptor))
ON_DESCRIPTOR(int, fdatasync, (int descriptor), (descriptor))
ON_DESCRIPTOR(int, ftruncate, (int descriptor, off_t length), (descriptor, length))
ON_DESCRIPTOR(int, ftruncate64, (int descriptor, off64_t length), (descriptor, length))

int rename(const char *from, const char *to) {
  if (counts_path(to) && fails()) return -1;
  return REAL(rename)(from, to);
}

int renameat2(int from_directory, const char *from, int to_directory, const char *to, unsigned flags) {
  if (counts_path(to) && fails()) return -1;
  if (counts_path(to) && getenv("FAULTS_NAMES")) {
    errno = EINVAL;
    return -1;
  }
  return REAL(renameat2)(from_directory, from, to_directory, to, flags);
}

int mkdir(const char *path, mode_t mode) {
  if (counts_path(path) && fails()) return -1;
  return REAL(mkdir)(path, mode);
}

int unlink(const char *path) {
  // A full or broken disk does not make removal fail; a power cut can happen before it.
  const char *kind = getenv("FAULTS_KIND");
  if (counts_path(path) && (!kind || strcmp(kind, "kill") == 0)) fails();
  return REAL(unlink)(path);
}

int pause(void) {
  atomic_fetch_add(&pauses, 1);
  return REAL(pause)();
}

pid_t fork(void) {
  const char *kind = getenv("FAULTS_FORK");
  if (kind && strcmp(kind, "refused") == 0) {
    errno = EAGAIN;
    return -1;
  }
  pid_t child = REAL(fork)();
  if (child == 0 && kind && strcmp(kind, "killed") == 0) raise(SIGKILL);
  return child;
}

static long clock_offset(void) {
  const char *text = getenv("FAULTS_CLOCK");
  return text ? atol(text) : 0;
}

int clock_gettime(clockid_t clock, struct timespec *now) {
  int status = REAL(clock_gettime)(clock, now);
  if (status == 0 && clock == CLOCK_REALTIME) now->tv_sec += clock_offset();
  return status;
}

int gettimeofday(struct timeval *now, void *zone) {
  int status = REAL(gettimeofday)(now, zone);
  if (status == 0) now->tv_sec += clock_offset();
  return status;
}

time_t time(time_t *now) {
  time_t seconds = REAL(time)(NULL) + clock_offset();
  if (now) *now = seconds;
  return seconds;
}
