// Coming back from a write in which C++ has given up.
//
// Where a disk becomes full at an unlucky block, Xapian throws while another exception is under way, for which C++ calls
// std::terminate: ten of a thousand fill levels of a small disk ended the process so. Here the handler of that call
// jumps back to whoever called, if that is one of our writes. What the write held is not destroyed, and is never touched
// again: its memory is lost, its lock is set free.
#pragma once

#include <csetjmp>

#include "guard.hpp"

#pragma clang assume_nonnull begin

/// Where this thread goes when C++ gives up; NULL outside of a write.
extern thread_local std::jmp_buf *_Nullable way_back;

/// Makes C++ take the way back. More than once does no harm.
void prepare_way_back() noexcept;

/// Runs `body` as `guarded` does. `*is_lost` tells that C++ gave up in it, so that nothing it wrote with may be used.
template <typename Body>
cx_status rescued(bool *is_lost, char *_Nullable *_Nonnull message, Body body) noexcept {
  prepare_way_back();
  std::jmp_buf way;
  if (setjmp(way) != 0) {
    *is_lost = true;
    return guarded(message, [] { throw Fault(cx_status_input_output, "the engine gave up in the middle of a write"); });
  }
  way_back = &way;
  const cx_status status = guarded(message, body);
  way_back = nullptr;
  return status;
}

#pragma clang assume_nonnull end
