import ArgumentParser

/// What ArgumentParser's completion scripts leave out: the options of the default command when its name is not typed.
///
/// As soon as the first word is an option, the default command's name is put before it for the generated functions.
enum CompletionScript {
  /// A generated script with the rest.
  static func completed(_ script: String) -> String {
    if script.hasPrefix("#compdef") {
      // The end of the script may call the function, which has to be the last one by then.
      return script.replacing("\nif [[ \"${funcstack[1]}\"", with: "\n" + zsh + "\nif [[ \"${funcstack[1]}\"")
    }
    return script + (script.hasPrefix("#!/bin/bash") ? bash : fish)
  }

  private static let command = Watch.configuration.commandName ?? ""

  private static let bash = """

    _ordertop_or_default() {
        if [[ "${COMP_CWORD}" -ge 1 && "${COMP_WORDS[1]}" = -* ]]; then
            COMP_LINE="${COMP_LINE/"${COMP_WORDS[0]}"/"${COMP_WORDS[0]} \(command)"}"
            ((COMP_POINT += \(command.utf8.count + 1)))
            COMP_WORDS=("${COMP_WORDS[0]}" \(command) "${COMP_WORDS[@]:1}")
            ((COMP_CWORD += 1))
        fi
        _ordertop "${@}"
    }

    complete -o filenames -F _ordertop_or_default ordertop

    """

  private static let zsh = """
    functions[_ordertop_commands]="${functions[_ordertop]}"

    _ordertop() {
        if [[ "${words[2]}" = -* ]]; then
            words=("${words[1]}" \(command) "${(@)words[2,-1]}")
            ((CURRENT += 1))
        fi
        _ordertop_commands "${@}"
    }

    """

  private static let fish = """

    functions -e __ordertop_typed_tokens
    functions -c __ordertop_tokens __ordertop_typed_tokens

    function __ordertop_tokens
        set -l tokens (__ordertop_typed_tokens $argv)
        set -l first $tokens[2]
        test (count $tokens) -lt 2; and set first (commandline -t)
        if string match -q -- '-p*' "$argv"; and string match -q -- '-*' "$first"
            set tokens $tokens[1] \(command) $tokens[2..]
        end
        printf '%s\\n' $tokens
    end

    """
}
