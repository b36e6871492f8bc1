/// One rule of a QGIS style: which rows, under which name, drawn how.
struct StyleRule {
    /// How a row is drawn.
    enum Symbol {
        /// A line; `widthByRate` lets it grow with the column `rate`.
        case line(colour: String, millimetres: Double, widthByRate: Bool)
        /// A marker with a white rim.
        case marker(shape: String, colour: String, millimetres: Double)
    }

    /// A QGIS expression, or `ELSE`.
    var filter: String
    /// The name in the legend.
    var label: String
    /// The look.
    var symbol: Symbol
}
