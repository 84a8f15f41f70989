// The system's C library. Only this file of the module names it: `@_exported` makes it visible in all of them, so that
// another system is a change of these lines.
#if canImport(Glibc)
  @_exported public import Glibc
#elseif canImport(Musl)
  @_exported public import Musl
#else
  @_exported public import Darwin
#endif

/// The system's `write`, for types that have a `write` of their own.
func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}
