/// A track or line of a KML file that can be read again.
internal struct KMLShape {
    /// What it is.
    enum Kind {
        case track, line
    }

    /// What it is.
    let kind: Kind
    /// Behind its start tag.
    let start: XMLScanner
    /// Whether its start tag stands in a `LookAt` or `Camera`, whose times are none of its own.
    let isInView: Bool
    /// Whether its heights count from the sea; its last word on that holds.
    let isAbsolute: Bool
    /// What its placemark is called.
    let name: String
}
