extension BuiltInRules {
    /// The text of `GeoData/rules/death-definitions.csv`, written by `Tools/generate-rules`.
    static let deathDefinitions = #"""
        series,window_days,factor_to_30d,factor_se,suicides_included,valid_from,valid_to,rec\#
        ording_rule,source,note
        un-30d,30,1,0,no,1968-11-08,,killed at once or dead within 30 days of a crash with i\#
        njury,"Vienna Convention practice; UNECE, ITF and Eurostat glossary",The window that\#
         others are converted to
        kz-mia,,,,,,,not stated,"Prosecutor General's Order 131 of 2015-11-16, amended by Or\#
        der 164 of 2023-08-24 and by V2400035592 of 2024: only headings were read",The windo\#
        w of the Ministry of Internal Affairs is not stated in any text that was found
        kz-clssa,,,,,,,not stated,"Prosecutor General's Order 131 of 2015-11-16, amended by \#
        Order 164 of 2023-08-24 and by V2400035592 of 2024: only headings were read",The win\#
        dow of the Committee on Legal Statistics is not stated in any text that was found
        ru-7d,7,1.06,,,,2008-12-31,killed at once or dead within 7 days,"Government Decree 8\#
        59 (30 days from 2009-01-01); a textbook's average of +6 % in the count","Error of t\#
        he factor not stated; practice of ECE and ITF for 7 days is +8 %"
        ru-30d,30,1,0,,2009-01-01,,killed at once or dead within 30 days,Government Decree 8\#
        59,
        kg-30d,30,1,0,,,,killed at once or dead within 30 days,Project fact sheet on definit\#
        ions,
        fr-6d,6,1.057,,,,2004-12-31,killed at once or dead within 6 days,"Transport Scotland\#
        , note to table G (ECE and ITF practice)",France's own factor; error not stated
        pt-1d,1,1.14,,,,,dead within 24 hours,"Transport Scotland, note to table G (ECE and \#
        ITF practice)",Portugal's own factor; error not stated
        generic-7d,7,1.08,,,,,dead within 7 days,"Transport Scotland, note to table G (ECE a\#
        nd ITF practice)",Error not stated
        generic-3d,3,1.15,,,,,dead within 3 days,"Practice of ECMT, from memory; text not re\#
        trieved",Do not use without a source of your own
        generic-1d,1,1.30,,,,,dead within 24 hours,"Practice of ECMT, from memory; text not \#
        retrieved",Do not use without a source of your own
        generic-0d,0,1.35,,,,,dead at the scene,"Practice of ECMT, from memory; text not ret\#
        rieved",Do not use without a source of your own

        """#
}
