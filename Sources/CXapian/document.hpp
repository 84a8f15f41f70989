#pragma once

#include "engine.hpp"

#include "CXapian.h"

struct cx_document {
  Xapian::Document document;
};
