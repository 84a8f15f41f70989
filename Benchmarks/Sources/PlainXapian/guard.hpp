#pragma once
#include <cstdlib>
#include <iostream>
#include <xapian.h>

/// Runs a body; a failure of the engine ends the process with its message.
template <typename Body>
auto guarded(Body body) noexcept {
  try {
    return body();
  } catch (const Xapian::Error &error) {
    std::cerr << "plain xapian: " << error.get_description() << "\n";
  } catch (const std::exception &error) {
    std::cerr << "plain xapian: " << error.what() << "\n";
  }
  std::_Exit(70);
}
