// PostgreSQL by way of libpq, which is loaded when the first connection is asked for: a program that never asks needs
// no libpq and starts as fast as without. Its functions are declared here by hand, so that the build needs none either.
//
// Ownership   A connection is the caller's until cp_close, a result until cp_result_free; both take NULL. A message is
//             for free().
// Texts       End with NUL and are UTF-8. A value of NULL is SQL's NULL. Values are bound to $1, $2, … and never become
//             part of a statement. What cp_value hands out is lent until its result is freed.
// Errors      What can fail returns cp_status. On cp_status_ok the out-parameters are set; otherwise they are untouched,
//             and *message holds a text.
// Threads     One thread at a time in one connection; separate connections are independent.
#ifndef CPOSTGRES_H
#define CPOSTGRES_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#pragma clang assume_nonnull begin

typedef enum __attribute__((enum_extensibility(closed))) cp_status {
  cp_status_ok = 0,
  /// libpq is not installed, or too old.
  cp_status_no_library,
  /// The address cannot be read.
  cp_status_bad_address,
  /// No connection was made, or it was refused.
  cp_status_unreachable,
  /// The connection was lost. Whether a statement that was under way took effect is not known.
  cp_status_gone,
  /// The server did not answer for as long as cp_set_patience says, and the connection was given up: as with
  /// cp_status_gone.
  cp_status_silent,
  /// The server refused the statement; cp_state tells why.
  cp_status_refused,
  cp_status_out_of_memory,
} cp_status;

typedef struct cp_connection cp_connection;
typedef struct cp_result cp_result;

/// Reads an address and hands on each option that it states.
cp_status cp_read_address(const char *address,
                          void (*take)(void *_Nullable context, const char *keyword, const char *value),
                          void *_Nullable context, char *_Nullable *_Nonnull message);

/// Connects as an address says. libpq reads its environment, password file and service file.
///
/// `keywords` and `values` are options that count where the address states no other; `count` of each.
cp_status cp_connect(const char *address, const char *_Nonnull const *_Nonnull keywords,
                     const char *_Nonnull const *_Nonnull values, size_t count,
                     cp_connection *_Nullable *_Nonnull connection, char *_Nullable *_Nonnull message);
void cp_close(cp_connection *_Nullable connection);

/// How long each call waits for the server, in milliseconds. A server that hangs keeps its connections open, and the
/// system's own limits do not see it.
void cp_set_patience(cp_connection *connection, int milliseconds);

/// As 150018 for 15.18.
int cp_server_version(const cp_connection *connection);
/// The SQLSTATE of the last statement that was refused: five characters, or empty. Lent until the next call.
const char *cp_state(const cp_connection *connection);

/// Runs a statement with `count` values. One that is `COPY … FROM STDIN` waits for cp_copy_put.
cp_status cp_run(cp_connection *connection, const char *sql, const char *_Nullable const *_Nonnull values,
                 size_t count, cp_result *_Nullable *_Nonnull result, char *_Nullable *_Nonnull message);
/// Makes a statement that cp_run_prepared runs by its name.
cp_status cp_prepare(cp_connection *connection, const char *name, const char *sql,
                     char *_Nullable *_Nonnull message);
cp_status cp_run_prepared(cp_connection *connection, const char *name,
                          const char *_Nullable const *_Nonnull values, size_t count,
                          cp_result *_Nullable *_Nonnull result, char *_Nullable *_Nonnull message);

/// Sends lines of a `COPY … FROM STDIN`.
cp_status cp_copy_put(cp_connection *connection, const void *bytes, size_t count,
                      char *_Nullable *_Nonnull message);
/// Ends it. With `failure` nothing of it is stored, and the statement counts as refused.
cp_status cp_copy_end(cp_connection *connection, const char *_Nullable failure,
                      char *_Nullable *_Nonnull message);

void cp_result_free(cp_result *_Nullable result);
size_t cp_row_count(const cp_result *result);
/// What the statement was: "COMMIT", "ROLLBACK", "INSERT 0 1".
const char *cp_command(const cp_result *result);
/// NULL for SQL's NULL.
const char *_Nullable cp_value(const cp_result *result, size_t row, size_t column, size_t *count);

/// Waits for a notification that the connection listens for, at most so many milliseconds; takes all that have come.
/// `*count` says how many.
cp_status cp_wait(cp_connection *connection, int milliseconds, size_t *count, char *_Nullable *_Nonnull message);

#pragma clang assume_nonnull end

#ifdef __cplusplus
}
#endif
#endif
