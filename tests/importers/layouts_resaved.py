"""Layouts of 2018 to 2023, and what spreadsheets and people make of the newer ones. All made up."""

from importers.layouts import ASKED, FOUR, ME, TALK, URL

CONNECTIONS_2018 = """First Name,Last Name,Email Address,Company,Position,Connected On
Ada,Invented,,Acme,CEO,"11/18/26, 9:09 PM"
Bo,Fiction,,Beta,Clerk,"9/9/26, 9:09 AM"
"""
CONNECTIONS_SEMICOLON = (
    "First Name;Last Name;URL;Email Address;Company;Position;Connected On\r\n"
    f"Ada;Invented;{URL}ada;N/A;Acme;Geschäftsführerin;18-Nov-26\r\n"
    f"Bo;Fiction;{URL}bo;;NA;N/A;3-Nov-26\r\n"
)
CONNECTIONS_RESAVED = CONNECTIONS_SEMICOLON.encode("cp1252")
INVITATIONS_2018 = """From,To,Sent At,Message,Direction
Robin,Ada,"11/1/26, 7:35 AM",Hello,OUTGOING
"""
INVITATIONS_URN = """From,To,Sent At,Message,Direction,inviterProfileUrn,inviteeProfileUrn
Robin,Ada,"11/1/26, 7:35 AM",Hello,OUTGOING,urn:li:member:1,urn:li:member:2
"""
PENDING = ASKED + "\n" + f'Robin,Cy,"10/1/26, 8:00 AM",,OUTGOING,{ME},{URL}cy\n'
MESSAGES_2018 = """From,To,Date,Subject,Content,Direction,Folder
Robin,Ada,"11/1/26, 9:00 AM",,Hello Ada how is the new plant,OUTGOING,INBOX
Ada,Robin,"11/1/26, 12:30 PM",,Fine,INCOMING,INBOX
Robin,Ada,"11/1/26, 1:05 PM",,Good,OUTGOING,INBOX
Ada,Robin,"11/2/26, 9:00 AM",,Come and see,INCOMING,INBOX
Spam,Robin,"11/2/26, 9:00 AM",,Buy,INCOMING,SPAM
"""
MESSAGES_OF_NOBODY = (
    TALK
    + f"""
c1,,A,{URL}a,B,{URL}b,2026-11-01 09:00:00 UTC,,x,INBOX
c2,,C,{URL}c,D,{URL}d,2026-11-02 09:00:00 UTC,,x,INBOX
"""
)
COMMENTS_RESAVED = (
    "Date;Link;Comment\r\n"
    "11/13/2026;https://www.linkedin.com/feed/update/1;a comment that a spreadsheet has saved again here today\r\n"
)
THREE_TABLES = """Current Social Selling Index
33 out of 100
Establish your professional brand
12.05
Find the right people
6.2
Engage with insights
8.1
Build relationships
6.5
Remaining points
67.15
People in your industry
29 out of 100
Establish your professional brand
9
Find the right people
6
Engage with insights
7
Build relationships
7
People in your network
36 out of 100
Establish your professional brand
11
Find the right people
8
Engage with insights
8
Build relationships
9
"""
HISTORY = f"""Date,{FOUR},Total,Industry rank,Network rank,Industry average,Network average
2026-10-01,18.2,12.5,20,14.1,65,12,8,29.5,36
2026-10-05,1,12.5,20,14.1,,,,,
12 Sep 2026,17,12,19,14,62,,,,
2026-09-20,17,12,19,26,62,,,,
2026-09-27,,,,,70,,,,
2026-10-20,17,12,19,14,62,,,,
2026-10-20,17,12,19,15,63,,,,
2026-10-27,17,12,19,14,80,0,,,
2026-11-01,17,12,19,14,80,,,,
"""
HISTORY_SEMICOLON = (
    "Total;build relationships;DATE;Engage with insights;Find the right people;Establish your professional brand\r\n"
    "65;14,1;21/10/2026;20;12,5;18,2\r\n"
    "64;14,1;3/11/2026;20;12,5;17,2\r\n"
)
