// The system's C library. Only this file of the module names it: `@_exported` makes it visible in all of them, so that
// another system is a change of these lines.
#if canImport(Glibc)
  @_exported public import Glibc
#elseif canImport(Musl)
  @_exported public import Musl
#else
  @_exported public import Darwin
#endif
