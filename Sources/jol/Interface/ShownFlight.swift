import RoadIngest
import RoadModel
import RoadPipeline
import RoadStore

/// A flight that a command shows: one of the workspace, or the first of a log's file.
struct ShownFlight {
    /// What is known of it.
    let record: FlightRecord
    /// Its positions.
    let fixes: FixColumns
    /// Its events.
    let events: [FlightEvent]
    /// Stretches of the log that could not be read.
    let lost: [LostRange]

    /// Finds the flight that a word names.
    ///
    /// - Throws: `.notFound`, `.workspaceMissing`, and what reading the file throws.
    init(_ word: String, _ global: GlobalOptions, _ keychains: DJIKeychains?) throws {
        guard word == StandardInput.word || !FlightSource.isNumber(word) else {
            let store = try global.open(.reading)
            let digits = word.uppercased().hasPrefix("F") ? String(word.dropFirst()) : word
            guard let number = Int64(digits), let found = try store.flight(number) else {
                throw IntakeError(
                    .notFound,
                    subject: word,
                    detail: "The workspace holds no flight with this number.",
                    remedy: "'jol flights list' shows the numbers."
                )
            }
            record = found
            fixes = try store.fixes(of: found.number)
            events = try store.events(of: found.number)
            lost = try store.lostRanges(of: found.number)
            return
        }
        var place = try FlightWord.place(word, global)
        place.keychains = keychains
        let all = try FlightSource.flights(of: place, keeping: [.fixes, .events])
        guard let first = all.first else {
            throw IntakeError(
                .notFound,
                subject: place.name,
                detail: "The log holds no flight.",
                remedy: "'jol flights doctor' tells what it holds."
            )
        }
        if all.count > 1 {
            Console.note(
                tr(
                    "The log holds \(all.count) flights; this is the first. 'jol flights add' takes in "
                        + "all of them.",
                    ru:
                        "В журнале вылетов: \(all.count); это первый. 'jol flights add' принимает все.",
                    kk:
                        "Журналда \(all.count) ұшу бар; бұл – біріншісі. 'jol flights add' бәрін қабылдайды."
                )
            )
        }
        record = FlightRecord(
            unstored: first.flight,
            number: 1,
            file: place.name,
            fixes: first.fixes,
            attitudes: first.attitudes,
            measures: FlightMeasures(
                distance: Metres(first.distanceMetres),
                maxHeight: first.maxHeightMetres.map { Metres($0) }
            )
        )
        (fixes, events, lost) = (first.flight.fixes, first.flight.events, first.flight.lost)
    }
}
