#define _GNU_SOURCE
#include "CEditline.h"

#if !__has_include(<histedit.h>)
#error "histedit.h is missing: install the development files of libedit (Debian and Ubuntu: apt install libedit-dev)"
#endif

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
  /// Whether prompts and answers are marked, and whether this prompt has its mark.
  int is_marking;
  int is_ready;
  ce_completer completer;
  void *context;
  /// What the completer has done to the line.
  unsigned char completion;
  /// How the terminal was before the editor, and how it is while a command runs.
  struct termios shown, hidden;
  int is_showing;
};

static const int remembered_lines = 1000;

/// A byte for each SIGWINCH and SIGINT: a handler may do little more than write it.
static int resizes[2] = {-1, -1};
static int interrupts[2] = {-1, -1};

static ce_editor *editor_of(EditLine *line) {
  void *data = NULL;
  el_get(line, EL_CLIENTDATA, &data);
  return data;
}

static char *prompt_of(EditLine *line) { return (char *)editor_of(line)->prompt; }

static void cancel(ce_editor *editor) {
  editor->is_cancelled = 1;
  fputs("^C\n", stdout);
  fflush(stdout);
}

/// Bound to Ctrl-C, for terminals that have another key for SIGINT: ends the line as if it were entered.
static unsigned char cancel_by_key(EditLine *line, int key) {
  (void)key;
  cancel(editor_of(line));
  return CC_NEWLINE;
}

/// Tells a terminal where it is in the dialogue (OSC 133, "semantic prompts").
static void mark(ce_editor *editor, const char *text) {
  if (!editor->is_marking) return;
  fprintf(stdout, "\033]133;%s\033\\", text);
  fflush(stdout);
}

void ce_editor_mark(ce_editor *editor) { editor->is_marking = 1; }

void ce_editor_mark_start(ce_editor *editor) { mark(editor, "C"); }

void ce_editor_mark_end(ce_editor *editor, int status) {
  char text[16];
  snprintf(text, sizeof text, "D;%d", status);
  mark(editor, text);
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

static void leave_byte(int descriptor) {
  // A pipe that is full says already what there is to say.
  ssize_t written = write(descriptor, "", 1);
  (void)written;
}

static void note_resize(int number) {
  (void)number;
  int before = errno;
  leave_byte(resizes[1]);
  errno = before;
}

static void note_interrupt(int number) {
  (void)number;
  int before = errno;
  // What was typed ahead goes with what is interrupted. The terminal could do that itself, and would throw away
  // what was printed as well. In the background it would stop us.
  if (tcgetpgrp(STDIN_FILENO) == getpgrp()) tcflush(STDIN_FILENO, TCIFLUSH);
  leave_byte(interrupts[1]);
  errno = before;
}

int ce_editor_take_interrupt(ce_editor *editor) {
  (void)editor;
  char byte;
  return read(interrupts[0], &byte, 1) == 1;
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
///
/// Returns -1 for an interrupt too: whatever libedit is about, it gives the line up.
static ssize_t read_byte(EditLine *line, char *byte) {
  ce_editor *editor = editor_of(line);
  if (!editor->is_ready) {
    // libedit has drawn the prompt and set up the terminal; what it draws later on this line is the same prompt.
    editor->is_ready = 1;
    mark(editor, "B");
  }
  for (;;) {
    struct pollfd inputs[3] = {{STDIN_FILENO, POLLIN, 0}, {resizes[0], POLLIN, 0}, {interrupts[0], POLLIN, 0}};
    if (poll(inputs, 3, -1) < 0) {
      if (errno == EINTR) continue;
      return -1;
    }
    if (inputs[1].revents) repaint(line);
    if (inputs[2].revents && ce_editor_take_interrupt(editor)) {
      cancel(editor);
      return -1;
    }
    if (!inputs[0].revents) continue;
    ssize_t count = read(STDIN_FILENO, byte, 1);
    if (count < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    // An interrupt has thrown away what was there.
    if (count == 0 && !(inputs[0].revents & POLLHUP)) continue;
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

/// Has a signal leave bytes in a pipe.
static int watch(int number, int pipe[2], void (*handler)(int)) {
  if (pipe[0] < 0 && pipe2(pipe, O_CLOEXEC | O_NONBLOCK) != 0) return -1;
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = handler;
  action.sa_flags = SA_RESTART;
  // Who is started by a thread that blocks signals would never hear of them.
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, number);
  pthread_sigmask(SIG_UNBLOCK, &signals, NULL);
  return sigaction(number, &action, NULL);
}

/// What the terminal does while a line is edited, and between two lines (-x).
///
/// It never gathers lines or echoes by itself: a key that comes between two states would get lost or shown twice.
/// Ctrl-C is a signal at any time and nothing but that, so there is no moment at which it comes to nobody.
static void set_modes(EditLine *line) {
  // No key stops or kills at the prompt, and a read of what an interrupt has just thrown away does not wait.
  el_set(line, EL_SETTY, "-d", "+isig", "+noflsh", "quit=", "susp=", "min=\\0", NULL);
  el_set(line, EL_SETTY, "-x", "+isig", "+noflsh", "-icanon", "-echo", NULL);
}

ce_editor *ce_editor_open(const char *program) {
  if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) return NULL;
  ensure_utf8();
  ce_editor *editor = calloc(1, sizeof *editor);
  if (!editor) return NULL;
  if (tcgetattr(STDIN_FILENO, &editor->shown) != 0) {
    free(editor);
    return NULL;
  }
  editor->line = el_init(program, stdin, stdout, stderr);
  editor->history = history_init();
  if (!editor->line || !editor->history || watch(SIGWINCH, resizes, note_resize) != 0 ||
      watch(SIGINT, interrupts, note_interrupt) != 0) {
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
  el_set(editor->line, EL_ADDFN, "cancel", "Throw the line away", cancel_by_key);
  el_set(editor->line, EL_ADDFN, "complete", "Complete the word", complete);
  set_modes(editor->line);
  el_set(editor->line, EL_BIND, "^C", "cancel", NULL);
  el_set(editor->line, EL_BIND, "\t", "complete", NULL);
  return editor;
}

void ce_editor_close(ce_editor *editor) {
  if (!editor) return;
  if (editor->line) el_end(editor->line);
  if (editor->history) history_end(editor->history);
  tcsetattr(STDIN_FILENO, TCSADRAIN, &editor->shown);
  signal(SIGINT, SIG_DFL);
  signal(SIGWINCH, SIG_DFL);
  free(editor);
}

ce_outcome ce_editor_read(ce_editor *editor, const char *prompt, const char **line, size_t *length) {
  ce_editor_hide_typing(editor);
  editor->prompt = prompt;
  editor->is_cancelled = 0;
  editor->is_ready = 0;
  mark(editor, "A");
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

void ce_editor_show_typing(ce_editor *editor) {
  if (editor->is_showing || tcgetattr(STDIN_FILENO, &editor->hidden) != 0) return;
  editor->is_showing = tcsetattr(STDIN_FILENO, TCSADRAIN, &editor->shown) == 0;
}

void ce_editor_hide_typing(ce_editor *editor) {
  if (!editor->is_showing) return;
  tcsetattr(STDIN_FILENO, TCSADRAIN, &editor->hidden);
  editor->is_showing = 0;
}

#define TEXT_OF(number) #number
#define VERSION_OF(major, minor) TEXT_OF(major) "." TEXT_OF(minor)

const char *ce_version(void) { return VERSION_OF(LIBEDIT_MAJOR, LIBEDIT_MINOR); }

int ce_terminal_width(void) {
  struct winsize size;
  if (!isatty(STDOUT_FILENO) || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0) return 0;
  return size.ws_col;
}
