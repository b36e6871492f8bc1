import ArgumentParser
import RoadIngest
import RoadModel
import RoadPipeline
import RoadStore

/// Where the register and the withdrawn laboratories come from.
struct RegisterOptions: ParsableArguments {
    @Option(
        name: [.customLong("register"), .customLong("devices")],
        help: ArgumentHelp(
            tr(
                "Register as a table, in place of the workspace's.",
                ru: "Реестр таблицей, вместо реестра рабочего пространства.",
                kk: "Жұмыс кеңістігінікінің орнына кесте түріндегі тізілім."
            ),
            valueName: "register.csv"
        )
    )
    var register: String?

    @Option(
        name: [.customLong("revoked"), .customLong("laboratories")],
        help: ArgumentHelp(
            tr(
                "Laboratories without accreditation: laboratory, revoked_from.",
                ru: "Лаборатории без аккредитации: laboratory, revoked_from.",
                kk: "Аккредиттеуі жоқ зертханалар: laboratory, revoked_from."
            ),
            valueName: "labs.csv"
        )
    )
    var revoked: String?

    /// The register, `nil` when there is none to ask.
    func periods(_ store: Store?) throws -> [DevicePeriod]? {
        if let register { return try RegisterTable.periods(register, entered: Files.now) }
        guard let store else { return nil }
        let rows = try store.register()
        return rows.isEmpty ? nil : rows
    }

    /// Laboratories of the rule pack and of the table named.
    func laboratories() throws -> [RevokedLaboratory] {
        var list: [RevokedLaboratory] = []
        if let pack = try? RulePacks().path("laboratories-kz.csv") {
            list = try RegisterTable.laboratories(pack)
        }
        if let revoked { list += try RegisterTable.laboratories(revoked) }
        return list
    }
}
