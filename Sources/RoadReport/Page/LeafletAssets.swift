/// The text of the map library's files, which the caller reads from where they are installed.
package struct LeafletAssets: Sendable {
    /// The script, best the minified one.
    package var script: String
    /// The style sheet; references to images in it are taken out before use.
    package var stylesheet: String
    /// The library's licence text, put into the page as a comment; empty when not at hand.
    package var licence: String

    /// Wraps the texts.
    package init(script: String, stylesheet: String, licence: String = "") {
        (self.script, self.stylesheet, self.licence) = (script, stylesheet, licence)
    }
}
