/// What a reject may quote from a file: short, on one line, and never a registration plate.
///
/// A record whose columns are shifted may carry a plate in any column, so every quoted value that
/// could be one is masked: letters and at least three digits, nothing else but spaces and dashes,
/// at most ten of them.
package func safeForMessages(_ text: String) -> String {
    if looksLikePlate(text, digits: 3) { return "<plate>" }
    var short = String(text.prefix(40))
    if short.count < text.count { short += "…" }
    return String(short.map { $0.isNewline || $0.unicodeScalars.first?.value ?? 0 < 32 ? " " : $0 })
}

/// A record's own text with everything masked that could be a registration plate.
///
/// Words between separators of tables, JSON and XML are looked at one by one; two digits are enough,
/// since a person who may see the plate asks for it with a reason.
package func withoutPlates(_ text: String) -> String {
    var masked = ""
    var word = ""
    func flush() {
        masked += looksLikePlate(word, digits: 2) ? "<plate>" : word
        word = ""
    }
    for character in text {
        if character.isNewline || ",;|\t\"'<>:={}[]()/".contains(character) {
            flush()
            masked.append(character)
        } else {
            word.append(character)
        }
    }
    flush()
    return masked
}

private func looksLikePlate(_ text: String, digits least: Int) -> Bool {
    var letters = 0
    var digits = 0
    var others = 0
    for character in text {
        switch character {
        case " ", "-", "\u{A0}": break
        case "0"..."9": digits += 1
        case _ where character.isLetter: letters += 1
        default: others += 1
        }
    }
    return letters > 0 && digits >= least && others == 0 && letters + digits <= 10
}
