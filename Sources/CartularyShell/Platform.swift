// The system's C library. Only this file names it: `@_exported` makes it visible in the whole module, so that
// supporting another system changes only these lines.
#if canImport(Glibc)
  @_exported public import Glibc
#elseif canImport(Musl)
  @_exported public import Musl
#else
  @_exported public import Darwin
#endif
// Beside the modules of the server, the compiler takes some of the C library's declarations for CoreFoundation's.
#if canImport(CoreFoundation)
  @_exported public import CoreFoundation
#endif

/// The system's `write`, for types that have their own `write`.
func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}
