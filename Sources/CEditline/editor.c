#define _GNU_SOURCE
#include "CEditline.h"

#include <errno.h>
#include <fcntl.h>
#include <histedit.h>
#include <langinfo.h>
#include <limits.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

struct ce_editor {
  EditLine *line;
  History *history;
  const char *prompt;
  int is_cancelled;
  ce_completer completer;
  void *context;
  /// What the completer has done to the line.
  unsigned char completion;
  /// How the terminal was before typing was hidden.
  struct termios shown;
  int is_hidden;
};

static const int remembered_lines = 1000;

/// A byte for each SIGWINCH: a handler may do no more than write it.
static int resizes[2] = {-1, -1};

static ce_editor *editor_of(EditLine *line) {
  void *data = NULL;
  el_get(line, EL_CLIENTDATA, &data);
  return data;
}

static char *prompt_of(EditLine *line) { return (char *)editor_of(line)->prompt; }

/// Bound to Ctrl-C: ends the line as if it were entered, and says that it was not.
static unsigned char cancel(EditLine *line, int key) {
  (void)key;
  editor_of(line)->is_cancelled = 1;
  fputs("^C\n", stdout);
  fflush(stdout);
  return CC_NEWLINE;
}

/// Bound to the tabulator.
static unsigned char complete(EditLine *line, int key) {
  (void)key;
  ce_editor *editor = editor_of(line);
  if (!editor->completer) return CC_ERROR;
  const LineInfo *info = el_line(line);
  editor->completion = CC_ERROR;
  editor->completer(editor->context, info->buffer, (size_t)(info->cursor - info->buffer));
  return editor->completion;
}

void ce_editor_complete_with(ce_editor *editor, ce_completer completer, void *context) {
  editor->completer = completer;
  editor->context = context;
}

void ce_editor_replace(ce_editor *editor, size_t count, const char *text) {
  el_deletestr(editor->line, (int)count);
  editor->completion = el_insertstr(editor->line, text) == 0 ? CC_REFRESH : CC_ERROR;
}

void ce_editor_list(ce_editor *editor, const char *lines) {
  fprintf(stdout, "\n%s\n", lines);
  fflush(stdout);
  editor->completion = CC_REDISPLAY;
}

// MARK: - Reading keys

static void note_resize(int number) {
  (void)number;
  int before = errno;
  // A pipe that is full says already what there is to say.
  ssize_t written = write(resizes[1], "", 1);
  (void)written;
  errno = before;
}

static void repaint(EditLine *line) {
  char bytes[64];
  while (read(resizes[0], bytes, sizeof bytes) > 0) continue;
  el_resize(line);
  // libedit paints from where it takes the cursor to be, which is the start of the line.
  fputc('\r', stdout);
  fflush(stdout);
  el_set(line, EL_REFRESH, NULL);
}

/// Waits for a byte of input, and repaints when the terminal has another size meanwhile.
static ssize_t read_byte(EditLine *line, char *byte) {
  for (;;) {
    struct pollfd inputs[2] = {{STDIN_FILENO, POLLIN, 0}, {resizes[0], POLLIN, 0}};
    if (poll(inputs, 2, -1) < 0) {
      if (errno == EINTR) continue;
      return -1;
    }
    if (inputs[1].revents) repaint(line);
    if (!inputs[0].revents) continue;
    ssize_t count = read(STDIN_FILENO, byte, 1);
    if (count < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    return count;
  }
}

/// libedit's reader of characters. What is no UTF-8 becomes U+FFFD, and reading goes on.
static int read_character(EditLine *line, wchar_t *character) {
  char bytes[MB_LEN_MAX];
  size_t count = 0;
  for (;;) {
    ssize_t got = read_byte(line, bytes + count);
    if (got <= 0) return (int)got;
    count++;
    mbstate_t state;
    memset(&state, 0, sizeof state);
    size_t width = mbrtowc(character, bytes, count, &state);
    if (width == (size_t)-2 && count < sizeof bytes) continue;
    if (width == (size_t)-1 || width == (size_t)-2) *character = 0xFFFD;
    return 1;
  }
}

// MARK: - The editor

static void ensure_utf8(void) {
  if (!setlocale(LC_CTYPE, "") || strcmp(nl_langinfo(CODESET), "UTF-8") != 0) setlocale(LC_CTYPE, "C.UTF-8");
}

static int watch_size(void) {
  if (resizes[0] < 0 && pipe2(resizes, O_CLOEXEC | O_NONBLOCK) != 0) return -1;
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = note_resize;
  action.sa_flags = SA_RESTART;
  return sigaction(SIGWINCH, &action, NULL);
}

ce_editor *ce_editor_open(const char *program) {
  if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) return NULL;
  ensure_utf8();
  ce_editor *editor = calloc(1, sizeof *editor);
  if (!editor) return NULL;
  editor->line = el_init(program, stdin, stdout, stderr);
  editor->history = history_init();
  if (!editor->line || !editor->history || watch_size() != 0) {
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
  el_set(editor->line, EL_GETCFN, read_character);
  el_set(editor->line, EL_ADDFN, "cancel", "Throw the line away", cancel);
  el_set(editor->line, EL_ADDFN, "complete", "Complete the word", complete);
  // Without signals from the keyboard Ctrl-C arrives as a key.
  el_set(editor->line, EL_SETTY, "-d", "-isig", NULL);
  el_set(editor->line, EL_BIND, "^C", "cancel", NULL);
  el_set(editor->line, EL_BIND, "\t", "complete", NULL);
  return editor;
}

void ce_editor_close(ce_editor *editor) {
  if (!editor) return;
  ce_editor_show_typing(editor);
  if (editor->line) el_end(editor->line);
  if (editor->history) history_end(editor->history);
  free(editor);
}

ce_outcome ce_editor_read(ce_editor *editor, const char *prompt, const char **line, size_t *length) {
  ce_editor_show_typing(editor);
  editor->prompt = prompt;
  editor->is_cancelled = 0;
  int count = 0;
  const char *text = el_gets(editor->line, &count);
  if (editor->is_cancelled) return ce_outcome_cancelled;
  if (!text || count <= 0) return ce_outcome_end;
  ce_editor_hide_typing(editor);
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

void ce_editor_hide_typing(ce_editor *editor) {
  if (editor->is_hidden || tcgetattr(STDIN_FILENO, &editor->shown) != 0) return;
  struct termios hidden = editor->shown;
  // Bytes as they come, and signals from the keyboard: Ctrl-C abandons what runs.
  hidden.c_lflag &= ~(tcflag_t)(ECHO | ICANON);
  hidden.c_lflag |= ISIG;
  editor->is_hidden = tcsetattr(STDIN_FILENO, TCSADRAIN, &hidden) == 0;
}

void ce_editor_show_typing(ce_editor *editor) {
  if (!editor->is_hidden) return;
  tcsetattr(STDIN_FILENO, TCSADRAIN, &editor->shown);
  editor->is_hidden = 0;
}

int ce_terminal_width(void) {
  struct winsize size;
  if (!isatty(STDOUT_FILENO) || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0) return 0;
  return size.ws_col;
}
