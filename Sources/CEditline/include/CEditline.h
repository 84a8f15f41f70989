// A line editor over libedit's native interface.
//
// Its variadic el_set cannot be called from Swift, and its readline imitation dies on Ctrl-C: hence this
// shim. Rules:
// Ownership   ce_editor_open's editor is the caller's until ce_editor_close, which takes NULL. A line from
//             ce_editor_read is lent until the next call.
// Threads     One editor a process, used by one thread at a time.
// Locale      ce_editor_open makes sure of a UTF-8 LC_CTYPE: without one libedit loses non-ASCII input.
#ifndef CEDITLINE_H
#define CEDITLINE_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#pragma clang assume_nonnull begin

typedef struct ce_editor ce_editor;

typedef enum __attribute__((enum_extensibility(closed))) ce_outcome {
  /// A line was read; it comes without its line feed.
  ce_outcome_line = 0,
  /// Ctrl-C: what stood on the line is thrown away.
  ce_outcome_cancelled,
  /// Ctrl-D on an empty line, or the terminal is gone.
  ce_outcome_end,
} ce_outcome;

/// Opens an editor on standard input and output; NULL where there is no terminal to edit on.
ce_editor *_Nullable ce_editor_open(const char *program);
void ce_editor_close(ce_editor *_Nullable editor);

/// Shows `prompt`, which is best kept to ASCII, and reads a line.
ce_outcome ce_editor_read(ce_editor *editor, const char *prompt, const char *_Nullable *_Nonnull line,
                          size_t *length);

/// Puts a line into the history that the arrow keys walk through.
void ce_editor_remember(ce_editor *editor, const char *line);

/// The width of the terminal on standard output in cells; 0 where it is none.
int ce_terminal_width(void);

#pragma clang assume_nonnull end

#ifdef __cplusplus
}
#endif

#endif
