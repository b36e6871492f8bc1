/// The text of the map library's two files, which the caller reads from where it is installed.
package struct LeafletAssets: Sendable {
    /// The minified script.
    package var script: String
    /// The style sheet; references to images in it are taken out before use.
    package var stylesheet: String

    /// Wraps two texts.
    package init(script: String, stylesheet: String) {
        (self.script, self.stylesheet) = (script, stylesheet)
    }
}
