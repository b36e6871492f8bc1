package import RoadAnalysis
package import RoadModel
package import RoadNetwork

/// Sections with the lengths that were used, and where those come from.
package struct SectionLengths: Sendable {
    /// Sections with their lengths.
    package private(set) var sections: [ControlledSection] = []
    /// The shortest legal way of a section whose length the network gave, by its index.
    package private(set) var routes: [Int: NetworkRoutes.Answer] = [:]
    /// The network's version; `nil` when none was asked.
    package private(set) var network: String?

    /// A complex further from every road than this is not on the network.
    package static let reach = Metres(100)

    /// Fills in lengths along the network where a table states none.
    ///
    /// - Parameters:
    ///   - rows: Sections.
    ///   - sites: Where complexes stand, for sections without places of their own.
    ///   - errorMetres: The error of a stated length without one of its own.
    ///   - open: Opens the network when a length is missing.
    /// - Throws: `.insufficient` when a complex has no place or no road near it, or when no legal
    ///   way leads through a section.
    package init(
        _ rows: [SectionRow],
        sites: [String: GeodeticCoordinate],
        errorMetres: Double,
        network open: () throws -> CompiledNetwork
    ) throws {
        var router: NetworkRoutes?
        for row in rows {
            var section = row.section
            if !row.hasLength {
                guard let from = row.entryPlace ?? sites[section.entry],
                    let to = row.exitPlace ?? sites[section.exit]
                else {
                    let absent = [section.entry, section.exit].filter { sites[$0] == nil }
                    throw Self.noPlace(section.id, absent.joined(separator: ", "))
                }
                if router == nil {
                    let image = try open()
                    network = image.versionID
                    router = try NetworkRoutes(image)
                }
                let way: NetworkRoutes.Answer?
                do throws(IntakeError) {
                    way = try router?.route(fromSite: from, toSite: to, radius: Self.reach)
                } catch {
                    throw Self.offRoad(section.id, error)
                }
                guard let way else { throw Self.noWay(section) }
                routes[sections.count] = way
                section.length = Metres(way.distance)
                section.lengthSource = "network"
                // The complexes' distance from the line may lie along the road as well.
                if section.lengthError.value < 0 {
                    section.lengthError = Metres(
                        max(errorMetres, way.fromOffset + way.toOffset + way.distance * 0.001)
                    )
                }
            }
            if section.lengthError.value < 0 { section.lengthError = Metres(errorMetres) }
            sections.append(section)
        }
    }

    private static func noPlace(_ section: String, _ serials: String) -> IntakeError {
        IntakeError(
            .insufficient,
            subject: section,
            detail: "The section has no length, and the place of \(serials) is not known.",
            remedy: "Add length_m, or entry_lat, entry_lon, exit_lat, exit_lon, to the table of "
                + "sections, or enter the complexes' places into the register."
        ).saying(
            ru: (
                "У участка нет длины, а место \(serials) неизвестно.",
                "Добавьте в таблицу участков length_m или entry_lat, entry_lon, exit_lat, exit_lon "
                    + "либо внесите места комплексов в реестр."
            ),
            kk: (
                "Учаскенің ұзындығы жоқ, \(serials) орны белгісіз.",
                "Учаскелер кестесіне length_m не entry_lat, entry_lon, exit_lat, exit_lon қосыңыз "
                    + "немесе кешендердің орнын тізілімге енгізіңіз."
            )
        )
    }

    private static func offRoad(_ section: String, _ error: IntakeError) -> IntakeError {
        guard error.code == .notFound else { return error }
        let metres = Int(reach.value)
        return IntakeError(
            .insufficient,
            subject: section,
            detail: "No road of the network lies within \(metres) m of the complex at "
                + "\(error.subject).",
            remedy: "Check the order and datum of its coordinates, or state length_m."
        ).saying(
            ru: (
                "В пределах \(metres) м от комплекса в точке \(error.subject) нет дороги сети.",
                "Проверьте порядок и систему координат или укажите length_m."
            ),
            kk: (
                "\(error.subject) нүктесіндегі кешеннен \(metres) м шегінде желі жолы жоқ.",
                "Координаттардың ретін және жүйесін тексеріңіз не length_m көрсетіңіз."
            )
        )
    }

    private static func noWay(_ section: ControlledSection) -> IntakeError {
        IntakeError(
            .insufficient,
            subject: section.id,
            detail: "No legal way leads from \(section.entry) to \(section.exit) on this network.",
            remedy: "Check that entry and exit are not exchanged ('jol network validate' names "
                + "one-ways and islands), or state length_m."
        ).saying(
            ru: (
                "На этой сети нет законного пути от \(section.entry) до \(section.exit).",
                "Проверьте, не перепутаны ли въезд и выезд ('jol network validate' покажет "
                    + "одностороннее движение и острова), или укажите length_m."
            ),
            kk: (
                "Бұл желіде \(section.entry) пен \(section.exit) арасында заңды жол жоқ.",
                "Кіру мен шығу ауысып кетпегенін тексеріңіз ('jol network validate' біржақты "
                    + "жолдар мен аралдарды атайды) не length_m көрсетіңіз."
            )
        )
    }
}
