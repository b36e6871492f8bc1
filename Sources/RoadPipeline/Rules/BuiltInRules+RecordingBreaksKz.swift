extension BuiltInRules {
    /// The text of `GeoData/rules/recording-breaks-kz.csv`, written by `Tools/generate-rules`.
    static let recordingBreaksKz = #"""
        date,certainty,measures,areas,source,note
        2013-01-01,suspected,crashes|injured|severity,,"Published totals: crashes of 2013 65\#
         % above 2012 (kolesa.kz, annual review of 2013); a part of the year shows crashes ×\#
        1.5, injured +59 %, deaths +5 %",No rule was found that says so; the deaths did not \#
        jump
        2022-06-08,stated,killed|injured|crashes|children|severity,10|63,"Decree on new regi\#
        ons, in force 2022-06-08 (ISO 3166-2:KZ, Ministry of Internal Affairs on plate codes\#
         18–20)",Abai was made out of East Kazakhstan; the same name covers another territor\#
        y
        2022-06-08,stated,killed|injured|crashes|children|severity,19|33,"Decree on new regi\#
        ons, in force 2022-06-08 (ISO 3166-2:KZ, Ministry of Internal Affairs on plate codes\#
         18–20)",Zhetisu was made out of Almaty Region
        2022-06-08,stated,killed|injured|crashes|children|severity,35|62,"Decree on new regi\#
        ons, in force 2022-06-08 (ISO 3166-2:KZ, Ministry of Internal Affairs on plate codes\#
         18–20)",Ulytau was made out of Karaganda Region
        2024-01-01,stated,crashes|injured|children|severity,,"Committee on Legal Statistics \#
        and Special Accounts, figures of 2024 (yk.kz, 2025); Ministry of Internal Affairs, 2\#
        024","Every crash after which anybody sought medical help is counted: crashes +98.9 \#
        %, injured +109 %, deaths +1.4 %"

        """#
}
