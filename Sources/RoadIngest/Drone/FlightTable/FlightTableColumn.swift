/// A column that was found, and how to read its numbers.
internal struct FlightTableColumn {
    /// Its position in the header, from 0.
    var index: Int
    /// Its number times this is metres, metres a second, or microseconds.
    var factor: Double
    /// Its unit or zone as written, lower case; empty without one.
    var unit: String
    /// Its name as written.
    var name: String
}
