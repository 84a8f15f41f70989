#include "apart.hpp"

#include <pthread.h>
#include <signal.h>
#include <unistd.h>

#include <condition_variable>
#include <cstdlib>
#include <exception>
#include <memory>
#include <mutex>

namespace {

/// What the two threads share: the caller's, until the thread is lost, which keeps it for ever.
struct Call {
  const std::function<void()> body;
  std::mutex mutex;
  std::condition_variable is_over;
  enum { running, ended, lost } state = running;
  cx_status status = cx_status_ok;
  char *message = nullptr;

  explicit Call(std::function<void()> body) : body(std::move(body)) {}

  void become(decltype(state) next) {
    std::lock_guard<std::mutex> held(mutex);
    state = next;
    is_over.notify_one();
  }
};

/// The call that this thread was started for; NULL on all other threads.
thread_local Call *current = nullptr;

std::terminate_handler previous_handler = nullptr;

[[noreturn]] void give_up() {
  Call *call = current;
  if (!call) {
    if (previous_handler) previous_handler();
    std::abort();
  }
  // No handler of a signal is to run here.
  sigset_t all;
  sigfillset(&all);
  pthread_sigmask(SIG_BLOCK, &all, nullptr);
  call->become(Call::lost);
  for (;;) pause();
}

void prepare_to_give_up() {
  static const bool is_prepared = [] {
    previous_handler = std::set_terminate(give_up);
    return true;
  }();
  (void)is_prepared;
}

void *run(void *argument) {
  Call *call = current = static_cast<Call *>(argument);
  call->status = guarded(&call->message, call->body);
  current = nullptr;
  call->become(Call::ended);
  return nullptr;
}

/// A commit's recursion is that of a table's levels, of which there are ten at most.
constexpr size_t stack_size = 1 << 20;

pthread_t start(Call *call) {
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, stack_size);
  pthread_t thread;
  const int error = pthread_create(&thread, &attributes, run, call);
  pthread_attr_destroy(&attributes);
  if (error != 0) throw Fault::of_errno(error, "cannot start a thread");
  return thread;
}

}  // namespace

cx_status apart(bool *is_lost, char **message, std::function<void()> body) noexcept {
  cx_status status = cx_status_ok;
  char *text = nullptr;
  const cx_status outcome = guarded(message, [&] {
    prepare_to_give_up();
    std::unique_ptr<Call> call(new Call(std::move(body)));
    const pthread_t thread = start(call.get());
    std::unique_lock<std::mutex> held(call->mutex);
    call->is_over.wait(held, [&] { return call->state != Call::running; });
    const bool has_ended = call->state == Call::ended;
    held.unlock();
    if (!has_ended) {
      pthread_detach(thread);
      (void)call.release();
      *is_lost = true;
      throw Fault(cx_status_input_output, "the engine gave up in the middle of a write");
    }
    pthread_join(thread, nullptr);
    status = call->status;
    text = call->message;
  });
  if (outcome != cx_status_ok) return outcome;
  *message = text;
  return status;
}
