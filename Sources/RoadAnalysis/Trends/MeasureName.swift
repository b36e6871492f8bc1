/// The names people give to what is counted, brought to the ones that ledgers use.
package enum MeasureName {
    /// The house's name of a measure; an unknown one stays as it is.
    package static func canonical(_ name: String) -> String {
        switch name.lowercased() {
        case "killed", "deaths", "death", "dead", "fatalities", "погибшие", "погибло",
            "қаза тапқандар", "қаза":
            "killed"
        case "injured", "injuries", "wounded", "раненые", "пострадавшие", "жараланғандар":
            "injured"
        case "crashes", "crash", "accidents", "accident", "collisions", "дтп", "жко":
            "crashes"
        case "severity", "severity-index", "severity_index", "severityindex", "тяжесть":
            "severity"
        case "children", "дети", "балалар": "children"
        default: name
        }
    }
}
