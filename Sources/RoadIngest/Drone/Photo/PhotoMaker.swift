/// Makers of drones whose photos are understood.
package enum PhotoMaker: String, Sendable {
    /// DJI.
    case dji = "DJI"
    /// Autel Robotics.
    case autel = "Autel"
    /// Parrot.
    case parrot = "Parrot"
    /// Skydio.
    case skydio = "Skydio"
    /// Anyone else, read by the standards alone.
    case other = ""

    /// Judges by the maker that Exif names, else by the XMP prefix.
    init(make: String, xmp: XMPPacket) {
        let name = make.lowercased()
        if name.hasPrefix("autel") {
            self = .autel
        } else if name.hasPrefix("parrot") || xmp.hasProperty(prefixed: "drone-parrot:") {
            self = .parrot
        } else if name.hasPrefix("skydio") || xmp.hasProperty(prefixed: "drone-skydio:") {
            self = .skydio
        } else if name.hasPrefix("dji") || name.hasPrefix("hasselblad")
            || xmp.hasProperty(prefixed: "drone-dji:")
        {
            self = .dji
        } else {
            self = .other
        }
    }
}
