package import RoadModel

/// A text in the three languages of the reports; all three are always there.
package struct LocalizedText: Hashable, Sendable, Codable {
    /// Kazakh.
    package var kk: String
    /// Russian.
    package var ru: String
    /// English.
    package var en: String

    /// Wraps three texts.
    package init(kk: String, ru: String, en: String) {
        (self.kk, self.ru, self.en) = (kk, ru, en)
    }

    /// A text that is the same in every language, for example a file's name or a road index.
    package init(same text: String) { self.init(kk: text, ru: text, en: text) }

    /// The text in one language.
    package subscript(language: Language) -> String {
        switch language {
        case .kk: kk
        case .ru: ru
        case .en: en
        }
    }
}
