/// The path of one road user seen from above, as columns; row `i` of each belongs to one moment.
///
/// A column that the format lacks is empty; a single missing number is `nan`, a missing count −1.
package struct VehicleTrack: Sendable, Equatable {
    /// The number within the recording.
    package var identifier: Int
    /// What it is.
    package var kind: VehicleKind = .other
    /// Metres; `nan` when unknown.
    package var lengthMetres = Double.nan, widthMetres = Double.nan

    /// Picture of the video, from 0.
    package var frames: [Int] = []
    /// Microseconds on the recording's clock; see ``TrajectoryRecording/localMicrosecondsAtZero``.
    package var microseconds: [Int64] = []
    /// Degrees north and east, WGS 84.
    package var latitudeDegrees: [Double] = [], longitudeDegrees: [Double] = []
    /// Metres in the recording's own plane; the axes are the format's.
    package var xMetres: [Double] = [], yMetres: [Double] = []
    /// Pixels of the orthophoto.
    package var orthophotoX: [Double] = [], orthophotoY: [Double] = []
    /// Degrees, counter-clockwise from the plane's x axis.
    package var headingDegrees: [Double] = []
    /// Metres per second.
    package var speedMetresPerSecond: [Double] = []
    /// Metres per second squared, along the motion.
    package var accelerationMetresPerSecondSquared: [Double] = []
    /// The stretch of road, as the file names it; empty texts where it does not.
    package var roadSections: [String] = []
    /// The lane's number.
    package var lanes: [Int] = []
    /// Whether the whole vehicle is in the picture.
    package var isWhole: [Bool] = []
    /// Boxes in the picture as filmed, and as stabilised on the first picture.
    package var boxes = TrackBoxColumns(), stabilisedBoxes = TrackBoxColumns()
    /// The detector's confidence, in `[0, 1]`.
    package var confidences: [Double] = []

    /// Length and width in pixels, estimated from the boxes.
    package var lengthPixels: [Double] = [], widthPixels: [Double] = []

    /// A track without rows.
    package init(identifier: Int) { self.identifier = identifier }

    /// The number of moments.
    package var count: Int { max(frames.count, microseconds.count) }
}
