// A line editor over libedit's native interface.
//
// Its variadic el_set cannot be called from Swift, and its readline imitation dies on Ctrl-C: hence this
// shim. Rules:
// Ownership   ce_editor_open's editor is the caller's until ce_editor_close, which takes NULL. A line from
//             ce_editor_read is lent until the next call, and so is the text that a completer gets.
// Threads     One editor a process, used by one thread at a time.
// Locale      ce_editor_open makes sure of a UTF-8 LC_CTYPE: without one libedit loses non-ASCII input.
// Signals     The editor has SIGINT and SIGWINCH until it is closed. Ctrl-C is a SIGINT at any time: it cancels the
//             line that is being read, or else waits for ce_editor_take_interrupt or the next line. A new size of
//             the terminal (SIGWINCH) repaints the line.
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

/// Called when the tabulator is pressed, with the text before the cursor. It may call ce_editor_replace or
/// ce_editor_list, and no other function of the editor.
typedef void (*ce_completer)(void *_Nullable context, const char *_Nullable text, size_t length);

/// Opens an editor on standard input and output; NULL where there is no terminal to edit on.
ce_editor *_Nullable ce_editor_open(const char *program);
void ce_editor_close(ce_editor *_Nullable editor);

/// Shows `prompt`, which is best kept to ASCII, and reads a line. After a line what is typed is kept for the next
/// one and not shown among the results.
ce_outcome ce_editor_read(ce_editor *editor, const char *prompt, const char *_Nullable *_Nonnull line,
                          size_t *length);

/// Whether there was an interrupt that came to no line, which it then has come to.
int ce_editor_take_interrupt(ce_editor *editor);

/// From here on each prompt and answer is marked for the terminal (OSC 133): A where a prompt begins, B once when
/// keys are waited for, and C and D around what a line brings, by the functions below.
void ce_editor_mark(ce_editor *editor);
void ce_editor_mark_start(ce_editor *editor);
void ce_editor_mark_end(ce_editor *editor, int status);

/// Puts a line into the history that the arrow keys walk through.
void ce_editor_remember(ce_editor *editor, const char *line);

/// Sets who completes.
void ce_editor_complete_with(ce_editor *editor, ce_completer completer, void *_Nullable context);

/// Replaces the last `count` characters before the cursor.
void ce_editor_replace(ce_editor *editor, size_t count, const char *text);

/// Shows lines below what is being typed.
void ce_editor_list(ce_editor *editor, const char *lines);

/// Between two lines: shows what is typed, for a program that talks to the person itself, and hides it again.
void ce_editor_show_typing(ce_editor *editor);
void ce_editor_hide_typing(ce_editor *editor);

/// The version of libedit's interface, as "2.11": of its releases the library says nothing.
const char *ce_version(void);

/// The width of the terminal on standard output in cells; 0 where it is none.
int ce_terminal_width(void);

#pragma clang assume_nonnull end

#ifdef __cplusplus
}
#endif

#endif
