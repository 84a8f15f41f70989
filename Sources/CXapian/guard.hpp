// The one way through which an exception becomes a status.
#pragma once

#include <stdexcept>
#include <string>

#include "CXapian.h"

#pragma clang assume_nonnull begin

/// A failure that the shim itself finds, with the status it wants.
struct Fault : std::runtime_error {
  Fault(cx_status status, const std::string &text) : std::runtime_error(text), status(status) {}

  /// The failure that `error_number`, an errno, means. `action` says what was tried.
  static Fault of_errno(int error_number, const std::string &action);

  cx_status status;
};

/// The status for the exception being handled; sets `*message`.
cx_status status_of_current_exception(char *_Nullable *_Nonnull message) noexcept;

/// Runs `body`. Every entry point that can fail is a body in here.
template <typename Body>
cx_status guarded(char *_Nullable *_Nonnull message, Body body) noexcept {
  try {
    body();
    return cx_status_ok;
  } catch (...) {
    return status_of_current_exception(message);
  }
}

#pragma clang assume_nonnull end
