// Written by Tools/generate/mavlink-definitions from the published message definitions.

extension MAVLinkDefinitions {
    /// Messages 0 to 149: the common set.
    static let common = """
        0 HEARTBEAT u8 type autopilot base_mode u32 custom_mode u8 system_status
          mavlink_version
        1 SYS_STATUS u32 onboard_control_sensors_present onboard_control_sensors_enabled
          onboard_control_sensors_health u16 load voltage_battery i16 current_battery i8
          battery_remaining u16 drop_rate_comm errors_comm errors_count1 errors_count2
          errors_count3 errors_count4 | u32 onboard_control_sensors_present_extended
          onboard_control_sensors_enabled_extended onboard_control_sensors_health_extended
        2 SYSTEM_TIME u64 time_unix_usec u32 time_boot_ms
        4 PING u64 time_usec u32 seq u8 target_system target_component
        11 SET_MODE u8 target_system base_mode u32 custom_mode
        20 PARAM_REQUEST_READ u8 target_system target_component c8[16] param_id i16
          param_index
        21 PARAM_REQUEST_LIST u8 target_system target_component
        22 PARAM_VALUE c8[16] param_id f32 param_value u8 param_type u16 param_count
          param_index
        23 PARAM_SET u8 target_system target_component c8[16] param_id f32 param_value u8
          param_type
        24 GPS_RAW_INT u64 time_usec u8 fix_type i32 lat lon alt u16 eph epv vel cog u8
          satellites_visible | i32 alt_ellipsoid u32 h_acc v_acc vel_acc hdg_acc u16 yaw
        25 GPS_STATUS u8 satellites_visible u8[20] satellite_prn satellite_used
          satellite_elevation satellite_azimuth satellite_snr
        26 SCALED_IMU u32 time_boot_ms i16 xacc yacc zacc xgyro ygyro zgyro xmag ymag zmag |
          temperature
        27 RAW_IMU u64 time_usec i16 xacc yacc zacc xgyro ygyro zgyro xmag ymag zmag | u8 id
          i16 temperature
        29 SCALED_PRESSURE u32 time_boot_ms f32 press_abs press_diff i16 temperature |
          temperature_press_diff
        30 ATTITUDE u32 time_boot_ms f32 roll pitch yaw rollspeed pitchspeed yawspeed
        31 ATTITUDE_QUATERNION u32 time_boot_ms f32 q1 q2 q3 q4 rollspeed pitchspeed
          yawspeed | f32[4] repr_offset_q
        32 LOCAL_POSITION_NED u32 time_boot_ms f32 x y z vx vy vz
        33 GLOBAL_POSITION_INT u32 time_boot_ms i32 lat lon alt relative_alt i16 vx vy vz
          u16 hdg
        34 RC_CHANNELS_SCALED u32 time_boot_ms u8 port i16 chan1_scaled chan2_scaled
          chan3_scaled chan4_scaled chan5_scaled chan6_scaled chan7_scaled chan8_scaled u8
          rssi
        35 RC_CHANNELS_RAW u32 time_boot_ms u8 port u16 chan1_raw chan2_raw chan3_raw
          chan4_raw chan5_raw chan6_raw chan7_raw chan8_raw u8 rssi
        36 SERVO_OUTPUT_RAW u32 time_usec u8 port u16 servo1_raw servo2_raw servo3_raw
          servo4_raw servo5_raw servo6_raw servo7_raw servo8_raw | servo9_raw servo10_raw
          servo11_raw servo12_raw servo13_raw servo14_raw servo15_raw servo16_raw
        39 MISSION_ITEM u8 target_system target_component u16 seq u8 frame u16 command u8
          current autocontinue f32 param1 param2 param3 param4 x y z | u8 mission_type
        40 MISSION_REQUEST u8 target_system target_component u16 seq | u8 mission_type
        42 MISSION_CURRENT u16 seq | total u8 mission_state mission_mode
        43 MISSION_REQUEST_LIST u8 target_system target_component | mission_type
        44 MISSION_COUNT u8 target_system target_component u16 count | u8 mission_type
        46 MISSION_ITEM_REACHED u16 seq
        47 MISSION_ACK u8 target_system target_component type | mission_type
        49 GPS_GLOBAL_ORIGIN i32 latitude longitude altitude | u64 time_usec
        51 MISSION_REQUEST_INT u8 target_system target_component u16 seq | u8 mission_type
        62 NAV_CONTROLLER_OUTPUT f32 nav_roll nav_pitch i16 nav_bearing target_bearing u16
          wp_dist f32 alt_error aspd_error xtrack_error
        63 GLOBAL_POSITION_INT_COV u64 time_usec u8 estimator_type i32 lat lon alt
          relative_alt f32 vx vy vz f32[36] covariance
        65 RC_CHANNELS u32 time_boot_ms u8 chancount u16 chan1_raw chan2_raw chan3_raw
          chan4_raw chan5_raw chan6_raw chan7_raw chan8_raw chan9_raw chan10_raw chan11_raw
          chan12_raw chan13_raw chan14_raw chan15_raw chan16_raw chan17_raw chan18_raw u8
          rssi
        66 REQUEST_DATA_STREAM u8 target_system target_component req_stream_id u16
          req_message_rate u8 start_stop
        69 MANUAL_CONTROL u8 target i16 x y z r u16 buttons | buttons2 u8 enabled_extensions
          i16 s t aux1 aux2 aux3 aux4 aux5 aux6
        70 RC_CHANNELS_OVERRIDE u8 target_system target_component u16 chan1_raw chan2_raw
          chan3_raw chan4_raw chan5_raw chan6_raw chan7_raw chan8_raw | chan9_raw chan10_raw
          chan11_raw chan12_raw chan13_raw chan14_raw chan15_raw chan16_raw chan17_raw
          chan18_raw
        73 MISSION_ITEM_INT u8 target_system target_component u16 seq u8 frame u16 command
          u8 current autocontinue f32 param1 param2 param3 param4 i32 x y f32 z | u8
          mission_type
        74 VFR_HUD f32 airspeed groundspeed i16 heading u16 throttle f32 alt climb
        75 COMMAND_INT u8 target_system target_component frame u16 command u8 current
          autocontinue f32 param1 param2 param3 param4 i32 x y f32 z
        76 COMMAND_LONG u8 target_system target_component u16 command u8 confirmation f32
          param1 param2 param3 param4 param5 param6 param7
        77 COMMAND_ACK u16 command u8 result | progress i32 result_param2 u8 target_system
          target_component
        83 ATTITUDE_TARGET u32 time_boot_ms u8 type_mask f32[4] q f32 body_roll_rate
          body_pitch_rate body_yaw_rate thrust
        85 POSITION_TARGET_LOCAL_NED u32 time_boot_ms u8 coordinate_frame u16 type_mask f32
          x y z vx vy vz afx afy afz yaw yaw_rate
        87 POSITION_TARGET_GLOBAL_INT u32 time_boot_ms u8 coordinate_frame u16 type_mask i32
          lat_int lon_int f32 alt vx vy vz afx afy afz yaw yaw_rate
        100 OPTICAL_FLOW u64 time_usec u8 sensor_id i16 flow_x flow_y f32 flow_comp_m_x
          flow_comp_m_y u8 quality f32 ground_distance | flow_rate_x flow_rate_y
        102 VISION_POSITION_ESTIMATE u64 usec f32 x y z roll pitch yaw | f32[21] covariance
          u8 reset_counter
        105 HIGHRES_IMU u64 time_usec f32 xacc yacc zacc xgyro ygyro zgyro xmag ymag zmag
          abs_pressure diff_pressure pressure_alt temperature u16 fields_updated | u8 id
        109 RADIO_STATUS u8 rssi remrssi txbuf noise remnoise u16 rxerrors fixed
        110 FILE_TRANSFER_PROTOCOL u8 target_network target_system target_component u8[251]
          payload
        111 TIMESYNC i64 tc1 ts1
        112 CAMERA_TRIGGER u64 time_usec u32 seq
        116 SCALED_IMU2 u32 time_boot_ms i16 xacc yacc zacc xgyro ygyro zgyro xmag ymag zmag
          | temperature
        124 GPS2_RAW u64 time_usec u8 fix_type i32 lat lon alt u16 eph epv vel cog u8
          satellites_visible dgps_numch u32 dgps_age | u16 yaw i32 alt_ellipsoid u32 h_acc
          v_acc vel_acc hdg_acc
        125 POWER_STATUS u16 Vcc Vservo flags
        127 GPS_RTK u32 time_last_baseline_ms u8 rtk_receiver_id u16 wn u32 tow u8
          rtk_health rtk_rate nsats baseline_coords_type i32 baseline_a_mm baseline_b_mm
          baseline_c_mm u32 accuracy i32 iar_num_hypotheses
        129 SCALED_IMU3 u32 time_boot_ms i16 xacc yacc zacc xgyro ygyro zgyro xmag ymag zmag
          | temperature
        132 DISTANCE_SENSOR u32 time_boot_ms u16 min_distance max_distance current_distance
          u8 type id orientation covariance | f32 horizontal_fov vertical_fov f32[4]
          quaternion u8 signal_quality
        133 TERRAIN_REQUEST i32 lat lon u16 grid_spacing u64 mask
        134 TERRAIN_DATA i32 lat lon u16 grid_spacing u8 gridbit i16[16] data
        135 TERRAIN_CHECK i32 lat lon
        136 TERRAIN_REPORT i32 lat lon u16 spacing f32 terrain_height current_height u16
          pending loaded
        137 SCALED_PRESSURE2 u32 time_boot_ms f32 press_abs press_diff i16 temperature |
          temperature_press_diff
        140 ACTUATOR_CONTROL_TARGET u64 time_usec u8 group_mlx f32[8] controls
        141 ALTITUDE u64 time_usec f32 altitude_monotonic altitude_amsl altitude_local
          altitude_relative altitude_terrain bottom_clearance
        143 SCALED_PRESSURE3 u32 time_boot_ms f32 press_abs press_diff i16 temperature |
          temperature_press_diff
        147 BATTERY_STATUS u8 id battery_function type i16 temperature u16[10] voltages i16
          current_battery i32 current_consumed energy_consumed i8 battery_remaining | i32
          time_remaining u8 charge_state u16[4] voltages_ext u8 mode u32 fault_bitmask
        148 AUTOPILOT_VERSION u64 capabilities u32 flight_sw_version middleware_sw_version
          os_sw_version board_version u8[8] flight_custom_version middleware_custom_version
          os_custom_version u16 vendor_id product_id u64 uid | u8[18] uid2
        """
}
