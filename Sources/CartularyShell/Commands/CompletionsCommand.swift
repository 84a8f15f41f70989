internal import ArgumentParser

struct CompletionsCommand: ShellCommand {
  static let configuration = CommandConfiguration(
    commandName: "completions", abstract: "Print the completion script for a shell.",
    discussion: """
      bash: cartulary completions bash > ~/.local/share/bash-completion/completions/cartulary
      zsh:  cartulary completions zsh > a directory of $fpath, as _cartulary
      fish: cartulary completions fish > ~/.config/fish/completions/cartulary.fish
      """)

  enum Shell: String, CaseIterable, ExpressibleByArgument { case bash, zsh, fish }

  @Argument(help: "bash, zsh or fish.")
  var shell: Shell

  func run(_ console: Console) throws -> ShellExit {
    let kind: CompletionShell =
      switch shell {
      case .bash: .bash
      case .zsh: .zsh
      case .fish: .fish
      }
    console.write(CartularyCommand.completionScript(for: kind))
    return .done
  }
}

struct ManualCommand: ShellCommand {
  static let configuration = CommandConfiguration(
    commandName: "man", abstract: "Print the manual page.",
    discussion: "To read it: cartulary man | man -l -")

  func run(_ console: Console) throws -> ShellExit {
    // The console adds the page's final line feed.
    console.write(String(ManualPage(try CommandReference(of: CartularyCommand.self)).roff.dropLast()))
    return .done
  }
}
