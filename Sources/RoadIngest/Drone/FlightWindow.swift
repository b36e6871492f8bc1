/// How a long log is cut into windows.
///
/// A window's rows are made when the log is read a little beyond them, and with the records a
/// little before them still at hand: heights lie between two records, and a restart shows only
/// after some records.
enum FlightWindow {
    /// The bytes before and behind the rows that are made.
    static func overlap(_ window: Int) -> Int { max(1, min(4 << 20, window / 8)) }
}
