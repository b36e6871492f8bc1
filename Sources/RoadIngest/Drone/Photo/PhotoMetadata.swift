package import RoadModel

/// What a drone photo says about itself: place, time, where the camera looked.
package struct PhotoMetadata: Sendable {
    /// The maker of the drone.
    package internal(set) var maker = PhotoMaker.other
    /// Maker as Exif names it.
    package internal(set) var make = ""
    /// Camera model as Exif names it.
    package internal(set) var model = ""
    /// Serial number of the drone or camera; empty when unknown.
    package internal(set) var serial = ""

    /// Microseconds since 1970 as the camera's clock showed them; `nil` without a time.
    package internal(set) var wallMicroseconds: Int64?
    /// UTC, in microseconds since 1970; `nil` when no source says.
    package internal(set) var utcMicroseconds: Int64?
    /// Where UTC comes from; empty without.
    package internal(set) var utcSource = ""

    /// The place; `nil` without a fix.
    package internal(set) var place: GeodeticCoordinate?
    /// Where the place comes from: `XMP` or `EXIF`.
    package internal(set) var placeSource = ""
    /// Altitude by Exif, metres, negative below; `nil` when missing.
    package internal(set) var exifAltitude: Double?
    /// Altitude by the maker, metres, above whatever it means; `nil` when missing.
    package internal(set) var makerAltitude: Double?
    /// Height above take-off, metres; `nil` when missing.
    package internal(set) var relativeHeight: Double?
    /// Kind of fix as in `FixColumns`.
    package internal(set) var fixKind: UInt8 = 255
    /// Satellites; 255 when unknown.
    package internal(set) var satellites: UInt8 = 255
    /// One-sigma accuracies, metres; `nan` when unknown.
    package internal(set) var horizontalAccuracy = Double.nan, verticalAccuracy = Double.nan
    /// Speeds north and east, m/s; `nan` when unknown.
    package internal(set) var speedNorth = Double.nan, speedEast = Double.nan

    /// Where the camera looked; `nil` when unknown.
    package internal(set) var camera: PhotoAngles?
    /// The aircraft's attitude; `nil` when unknown.
    package internal(set) var aircraft: PhotoAngles?
    /// The camera's geometry.
    package internal(set) var lens = PhotoLens()

    /// A segment that the file does not hold to its end; `nil` in a whole file.
    package internal(set) var cut: LostRange?
    /// Whether the photo has Exif or XMP at all.
    package internal(set) var hasMetadata = false
    /// Things a person should know.
    package internal(set) var warnings: [String] = []

    /// Reads the facts of a JPEG.
    ///
    /// - Throws: `file.format_unknown` when the bytes are no JPEG; `file.nothing_accepted` when the
    ///   photo has neither Exif nor XMP.
    package init(reading bytes: RawSpan, name: String) throws(IntakeError) {
        guard let segments = JPEGSegments(bytes) else {
            throw IntakeError(
                .formatUnknown,
                subject: name,
                place: SourcePlace(byteOffset: 0),
                detail: "The file does not begin as a JPEG photo does.",
                remedy: "Give the photo as the drone wrote it."
            )
        }
        let xmp = XMPPacket(segments, bytes)
        let exif = segments.exif.flatMap { TIFFDirectory(bytes, in: $0) }
        guard exif != nil || segments.xmp != nil else {
            throw IntakeError(
                .nothingAccepted,
                subject: name,
                detail: segments.cut == nil
                    ? "The photo has neither Exif nor XMP: place and time were removed from it."
                    : "The photo breaks off before its Exif and XMP end.",
                remedy: "Give the photo as the drone wrote it; messengers and editors strip it."
            )
        }
        hasMetadata = true
        cut = segments.cut
        if let size = segments.size { (lens.width, lens.height) = size }
        if let exif { readExif(bytes, exif) }
        maker = PhotoMaker(make: make, xmp: xmp)
        readXMP(xmp)
    }
}
