#include "CPostgres.h"

#include <dlfcn.h>
#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

// Of libpq's header, which has stayed compatible since version 12: what is used of it.
typedef struct pg_conn PGconn;
typedef struct pg_result PGresult;
typedef struct {
  char *keyword, *envvar, *compiled, *val, *label, *dispchar;
  int dispsize;
} PQconninfoOption;
typedef struct pgNotify {
  char *relname;
  int be_pid;
  char *extra;
  struct pgNotify *next;
} PGnotify;
typedef void (*PQnoticeProcessor)(void *, const char *);
enum { CONNECTION_OK = 0 };
enum {
  PGRES_EMPTY_QUERY = 0,
  PGRES_COMMAND_OK = 1,
  PGRES_TUPLES_OK = 2,
  PGRES_COPY_IN = 4,
};
enum { PG_DIAG_SQLSTATE = 'C', PG_DIAG_MESSAGE_PRIMARY = 'M' };

#define FUNCTIONS(F)                                                                                          \
  F(PGconn *, PQconnectdbParams, (const char *const *, const char *const *, int))                             \
  F(void, PQfinish, (PGconn *))                                                                               \
  F(int, PQstatus, (const PGconn *))                                                                          \
  F(char *, PQerrorMessage, (const PGconn *))                                                                 \
  F(int, PQserverVersion, (const PGconn *))                                                                   \
  F(int, PQsocket, (const PGconn *))                                                                          \
  F(PQconninfoOption *, PQconninfoParse, (const char *, char **))                                             \
  F(void, PQconninfoFree, (PQconninfoOption *))                                                               \
  F(void, PQfreemem, (void *))                                                                                \
  F(int, PQsendQueryParams,                                                                                   \
    (PGconn *, const char *, int, const unsigned int *, const char *const *, const int *, const int *, int))  \
  F(int, PQsendPrepare, (PGconn *, const char *, const char *, int, const unsigned int *))                    \
  F(int, PQsendQueryPrepared,                                                                                 \
    (PGconn *, const char *, int, const char *const *, const int *, const int *, int))                        \
  F(int, PQsetnonblocking, (PGconn *, int))                                                                   \
  F(int, PQflush, (PGconn *))                                                                                 \
  F(int, PQisBusy, (PGconn *))                                                                                \
  F(PGresult *, PQgetResult, (PGconn *))                                                                      \
  F(int, PQputCopyData, (PGconn *, const char *, int))                                                        \
  F(int, PQputCopyEnd, (PGconn *, const char *))                                                              \
  F(int, PQresultStatus, (const PGresult *))                                                                  \
  F(char *, PQresultErrorField, (const PGresult *, int))                                                      \
  F(void, PQclear, (PGresult *))                                                                              \
  F(int, PQntuples, (const PGresult *))                                                                       \
  F(char *, PQgetvalue, (const PGresult *, int, int))                                                         \
  F(int, PQgetlength, (const PGresult *, int, int))                                                           \
  F(int, PQgetisnull, (const PGresult *, int, int))                                                           \
  F(char *, PQcmdStatus, (PGresult *))                                                                        \
  F(int, PQconsumeInput, (PGconn *))                                                                          \
  F(PGnotify *, PQnotifies, (PGconn *))                                                                       \
  F(PQnoticeProcessor, PQsetNoticeProcessor, (PGconn *, PQnoticeProcessor, void *))

#define DECLARE(RESULT, NAME, PARAMETERS) RESULT(*NAME) PARAMETERS;
static struct { FUNCTIONS(DECLARE) } pq;

static pthread_once_t once = PTHREAD_ONCE_INIT;
static char fault[256];

static void load(void) {
#ifdef __APPLE__
  const char *name = "libpq.5.dylib";
#else
  const char *name = "libpq.so.5";
#endif
  void *library = dlopen(name, RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) {
    const char *reason = dlerror();
    snprintf(fault, sizeof fault, "%s", reason == NULL ? name : reason);
    return;
  }
#define FIND(RESULT, NAME, PARAMETERS)                         \
  *(void **)&pq.NAME = dlsym(library, #NAME);                  \
  if (pq.NAME == NULL) {                                       \
    snprintf(fault, sizeof fault, "%s lacks %s", name, #NAME); \
    return;                                                    \
  }
  FUNCTIONS(FIND)
}

struct cp_connection {
  PGconn *connection;
  char state[6];
  int patience;
  /// Given up: every further call fails.
  int is_silent;
};

// A cp_result is libpq's own, which is never looked into here.
static PGresult *own(const cp_result *result) { return (PGresult *)result; }

static char *copy(const char *text) {
  // The last line feed is not part of a message.
  size_t count = strlen(text);
  while (count > 0 && (text[count - 1] == '\n' || text[count - 1] == ' ')) count -= 1;
  char *copied = malloc(count + 1);
  if (copied != NULL) {
    memcpy(copied, text, count);
    copied[count] = 0;
  }
  return copied;
}

static cp_status loaded(char **message) {
  pthread_once(&once, load);
  if (fault[0] == 0) return cp_status_ok;
  *message = copy(fault);
  return cp_status_no_library;
}

cp_status cp_read_address(const char *address, void (*take)(void *, const char *, const char *), void *context,
                          char **message) {
  cp_status status = loaded(message);
  if (status != cp_status_ok) return status;
  char *error = NULL;
  PQconninfoOption *options = pq.PQconninfoParse(address, &error);
  if (options == NULL) {
    *message = copy(error == NULL ? "out of memory" : error);
    if (error != NULL) pq.PQfreemem(error);
    return cp_status_bad_address;
  }
  for (PQconninfoOption *option = options; option->keyword != NULL; option++) {
    if (option->val != NULL) take(context, option->keyword, option->val);
  }
  pq.PQconninfoFree(options);
  return cp_status_ok;
}

static void silent(void *context, const char *notice) {
  (void)context;
  (void)notice;
}

cp_status cp_connect(const char *address, const char *const *keywords, const char *const *values, size_t count,
                     cp_connection **connection, char **message) {
  cp_status status = loaded(message);
  if (status != cp_status_ok) return status;
  const char **names = calloc(count + 2, sizeof *names), **texts = calloc(count + 2, sizeof *texts);
  cp_connection *made = calloc(1, sizeof *made);
  if (names == NULL || texts == NULL || made == NULL) {
    free(names);
    free(texts);
    free(made);
    *message = copy("out of memory");
    return cp_status_out_of_memory;
  }
  for (size_t index = 0; index < count; index++) {
    names[index] = keywords[index];
    texts[index] = values[index];
  }
  // What comes later counts.
  names[count] = "dbname";
  texts[count] = address;
  made->connection = pq.PQconnectdbParams(names, texts, 1);
  free(names);
  free(texts);
  if (made->connection == NULL) {
    free(made);
    *message = copy("out of memory");
    return cp_status_out_of_memory;
  }
  if (pq.PQstatus(made->connection) != CONNECTION_OK) {
    *message = copy(pq.PQerrorMessage(made->connection));
    cp_close(made);
    return cp_status_unreachable;
  }
  pq.PQsetNoticeProcessor(made->connection, silent, NULL);
  // Every wait is our own, so that it ends.
  pq.PQsetnonblocking(made->connection, 1);
  made->patience = INT_MAX;
  *connection = made;
  return cp_status_ok;
}

void cp_close(cp_connection *connection) {
  if (connection == NULL) return;
  pq.PQfinish(connection->connection);
  free(connection);
}

void cp_set_patience(cp_connection *connection, int milliseconds) { connection->patience = milliseconds; }

int cp_server_version(const cp_connection *connection) { return pq.PQserverVersion(connection->connection); }

const char *cp_state(const cp_connection *connection) { return connection->state; }

static long long now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000LL + time.tv_nsec / 1000000;
}

/// When a call that begins now has waited long enough.
static long long end_of_patience(const cp_connection *connection) { return now() + connection->patience; }

/// Waits until the server has something for us, or takes more; takes what there is. Returns 0 when the connection is of no
/// more use.
static int advance(cp_connection *connection, int is_sending, long long end) {
  struct pollfd entry = {.fd = pq.PQsocket(connection->connection), .events = POLLIN};
  if (is_sending) entry.events |= POLLOUT;
  if (entry.fd < 0 || connection->is_silent) return 0;
  for (;;) {
    long long rest = end - now();
    int ready = rest <= 0 ? 0 : poll(&entry, 1, rest > 60000 ? 60000 : (int)rest);
    if (ready < 0 && errno != EINTR) return 0;
    if (ready > 0) return !(entry.revents & ~POLLOUT) || pq.PQconsumeInput(connection->connection) == 1;
    if (end - now() > 0) continue;
    connection->is_silent = 1;
    // Nothing that libpq does later waits for it either.
    shutdown(entry.fd, SHUT_RDWR);
    return 0;
  }
}

/// Sends what is still to be sent.
static int flushed(cp_connection *connection, long long end) {
  for (;;) {
    int status = pq.PQflush(connection->connection);
    if (status <= 0) return status == 0;
    if (!advance(connection, 1, end)) return 0;
  }
}

/// The next result of what was sent; NULL after the last, and when the connection is of no more use.
static PGresult *next_result(cp_connection *connection, long long end) {
  if (connection->is_silent || !flushed(connection, end)) return NULL;
  while (pq.PQisBusy(connection->connection)) {
    if (!advance(connection, 0, end)) {
      // libpq makes a result of what went wrong.
      return connection->is_silent ? NULL : pq.PQgetResult(connection->connection);
    }
  }
  return pq.PQgetResult(connection->connection);
}

/// The result of one statement that was sent.
static PGresult *answer(cp_connection *connection, int is_sent) {
  if (!is_sent) return NULL;
  long long end = end_of_patience(connection);
  PGresult *first = next_result(connection, end), *more = NULL;
  if (first == NULL || pq.PQresultStatus(first) == PGRES_COPY_IN) return first;
  while ((more = next_result(connection, end)) != NULL) pq.PQclear(more);
  if (!connection->is_silent) return first;
  pq.PQclear(first);
  return NULL;
}

/// Why a statement did not do what it should.
static cp_status failure(cp_connection *connection, PGresult *result, char **message) {
  if (connection->is_silent) {
    connection->state[0] = 0;
    if (result != NULL) pq.PQclear(result);
    *message = copy("no answer");
    return cp_status_silent;
  }
  const char *state = result == NULL ? NULL : pq.PQresultErrorField(result, PG_DIAG_SQLSTATE);
  const char *words = result == NULL ? NULL : pq.PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
  snprintf(connection->state, sizeof connection->state, "%s", state == NULL ? "" : state);
  *message = copy(words == NULL ? pq.PQerrorMessage(connection->connection) : words);
  int is_gone = pq.PQstatus(connection->connection) != CONNECTION_OK;
  if (result != NULL) pq.PQclear(result);
  return is_gone ? cp_status_gone : cp_status_refused;
}

static cp_status taken(cp_connection *connection, PGresult *result, cp_result **out, char **message) {
  connection->state[0] = 0;
  if (result == NULL) return failure(connection, NULL, message);
  switch (pq.PQresultStatus(result)) {
    case PGRES_COMMAND_OK:
    case PGRES_TUPLES_OK:
    case PGRES_COPY_IN:
      *out = (cp_result *)result;
      return cp_status_ok;
    default: return failure(connection, result, message);
  }
}

cp_status cp_run(cp_connection *connection, const char *sql, const char *const *values, size_t count,
                 cp_result **result, char **message) {
  PGconn *own = connection->connection;
  int is_sent = !connection->is_silent && pq.PQsendQueryParams(own, sql, (int)count, NULL, values, NULL, NULL, 0);
  return taken(connection, answer(connection, is_sent), result, message);
}

cp_status cp_prepare(cp_connection *connection, const char *name, const char *sql, char **message) {
  cp_result *result = NULL;
  int is_sent = !connection->is_silent && pq.PQsendPrepare(connection->connection, name, sql, 0, NULL);
  cp_status status = taken(connection, answer(connection, is_sent), &result, message);
  if (status == cp_status_ok) cp_result_free(result);
  return status;
}

cp_status cp_run_prepared(cp_connection *connection, const char *name, const char *const *values, size_t count,
                          cp_result **result, char **message) {
  PGconn *own = connection->connection;
  int is_sent = !connection->is_silent && pq.PQsendQueryPrepared(own, name, (int)count, values, NULL, NULL, 0);
  return taken(connection, answer(connection, is_sent), result, message);
}

cp_status cp_copy_put(cp_connection *connection, const void *bytes, size_t count, char **message) {
  long long end = end_of_patience(connection);
  for (;;) {
    int status = connection->is_silent ? -1 : pq.PQputCopyData(connection->connection, bytes, (int)count);
    if (status == 1) return cp_status_ok;
    if (status < 0 || !flushed(connection, end)) return failure(connection, NULL, message);
  }
}

cp_status cp_copy_end(cp_connection *connection, const char *reason, char **message) {
  long long end = end_of_patience(connection);
  for (;;) {
    int status = connection->is_silent ? -1 : pq.PQputCopyEnd(connection->connection, reason);
    if (status == 1) break;
    if (status < 0 || !flushed(connection, end)) return failure(connection, NULL, message);
  }
  cp_status status = cp_status_ok;
  for (;;) {
    PGresult *result = next_result(connection, end);
    if (result == NULL) {
      if (connection->is_silent && status == cp_status_ok) return failure(connection, NULL, message);
      return status;
    }
    if (pq.PQresultStatus(result) == PGRES_COMMAND_OK) {
      pq.PQclear(result);
    } else if (status == cp_status_ok) {
      status = failure(connection, result, message);
    } else {
      pq.PQclear(result);
    }
  }
}

void cp_result_free(cp_result *result) {
  if (result != NULL) pq.PQclear(own(result));
}

size_t cp_row_count(const cp_result *result) { return (size_t)pq.PQntuples(own(result)); }

const char *cp_command(const cp_result *result) { return pq.PQcmdStatus(own(result)); }

const char *cp_value(const cp_result *result, size_t row, size_t column, size_t *count) {
  *count = 0;
  if (pq.PQgetisnull(own(result), (int)row, (int)column)) return NULL;
  *count = (size_t)pq.PQgetlength(own(result), (int)row, (int)column);
  return pq.PQgetvalue(own(result), (int)row, (int)column);
}

cp_status cp_wait(cp_connection *connection, int milliseconds, size_t *count, char **message) {
  *count = 0;
  for (int attempt = 0;; attempt++) {
    PGnotify *notice;
    while ((notice = pq.PQnotifies(connection->connection)) != NULL) {
      *count += 1;
      pq.PQfreemem(notice);
    }
    if (*count > 0 || attempt == 1) return cp_status_ok;
    struct pollfd entry = {.fd = pq.PQsocket(connection->connection), .events = POLLIN};
    if (entry.fd < 0) return failure(connection, NULL, message);
    if (poll(&entry, 1, milliseconds) < 0 && errno != EINTR) return failure(connection, NULL, message);
    if (pq.PQconsumeInput(connection->connection) != 1) return failure(connection, NULL, message);
  }
}
