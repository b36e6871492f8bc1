/// Boxes around a vehicle in pictures, as columns in pixels.
package struct TrackBoxColumns: Sendable, Equatable {
    /// The centres, from the picture's upper left corner.
    package var centreX: [Double] = [], centreY: [Double] = []
    /// The sizes along the picture's axes.
    package var widths: [Double] = [], heights: [Double] = []

    /// No boxes.
    package init() {}

    /// Adds a box.
    internal mutating func append(_ x: Double, _ y: Double, _ width: Double, _ height: Double) {
        centreX.append(x)
        centreY.append(y)
        widths.append(width)
        heights.append(height)
    }
}
