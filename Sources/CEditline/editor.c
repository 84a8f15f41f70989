#include "CEditline.h"

#include <histedit.h>
#include <locale.h>
#include <langinfo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

struct ce_editor {
  EditLine *line;
  History *history;
  const char *prompt;
  int is_cancelled;
};

static const int remembered_lines = 1000;

static char *prompt_of(EditLine *line) {
  void *data = NULL;
  el_get(line, EL_CLIENTDATA, &data);
  return (char *)((ce_editor *)data)->prompt;
}

/// Bound to Ctrl-C: ends the line as if it were entered, and says that it was not.
static unsigned char cancel(EditLine *line, int key) {
  (void)key;
  void *data = NULL;
  el_get(line, EL_CLIENTDATA, &data);
  ((ce_editor *)data)->is_cancelled = 1;
  fputs("^C\n", stdout);
  fflush(stdout);
  return CC_NEWLINE;
}

static void ensure_utf8(void) {
  if (!setlocale(LC_CTYPE, "") || strcmp(nl_langinfo(CODESET), "UTF-8") != 0) setlocale(LC_CTYPE, "C.UTF-8");
}

ce_editor *ce_editor_open(const char *program) {
  if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) return NULL;
  ensure_utf8();
  ce_editor *editor = calloc(1, sizeof *editor);
  if (!editor) return NULL;
  editor->line = el_init(program, stdin, stdout, stderr);
  editor->history = history_init();
  if (!editor->line || !editor->history) {
    ce_editor_close(editor);
    return NULL;
  }
  HistEvent event;
  history(editor->history, &event, H_SETSIZE, remembered_lines);
  history(editor->history, &event, H_SETUNIQUE, 1);
  el_set(editor->line, EL_CLIENTDATA, editor);
  el_set(editor->line, EL_PROMPT, prompt_of);
  el_set(editor->line, EL_EDITOR, "emacs");
  el_set(editor->line, EL_HIST, history, editor->history);
  el_set(editor->line, EL_ADDFN, "cancel", "Throw the line away", cancel);
  // Without signals from the keyboard Ctrl-C arrives as a key.
  el_set(editor->line, EL_SETTY, "-d", "-isig", NULL);
  el_set(editor->line, EL_BIND, "^C", "cancel", NULL);
  return editor;
}

void ce_editor_close(ce_editor *editor) {
  if (!editor) return;
  if (editor->line) el_end(editor->line);
  if (editor->history) history_end(editor->history);
  free(editor);
}

ce_outcome ce_editor_read(ce_editor *editor, const char *prompt, const char **line, size_t *length) {
  editor->prompt = prompt;
  editor->is_cancelled = 0;
  int count = 0;
  const char *text = el_gets(editor->line, &count);
  if (editor->is_cancelled) return ce_outcome_cancelled;
  if (!text || count <= 0) return ce_outcome_end;
  size_t bytes = strlen(text);
  while (bytes > 0 && (text[bytes - 1] == '\n' || text[bytes - 1] == '\r')) bytes--;
  *line = text;
  *length = bytes;
  return ce_outcome_line;
}

void ce_editor_remember(ce_editor *editor, const char *line) {
  HistEvent event;
  history(editor->history, &event, H_ENTER, line);
}

int ce_terminal_width(void) {
  struct winsize size;
  if (!isatty(STDOUT_FILENO) || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0) return 0;
  return size.ws_col;
}
